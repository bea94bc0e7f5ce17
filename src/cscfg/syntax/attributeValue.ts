export { decodeValue, type DecodedValue } from '../../xml/references';
