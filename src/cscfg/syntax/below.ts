export { below, within } from '../../xml/tree';
