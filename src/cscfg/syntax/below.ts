export { below, firstBelow, within } from '../../xml/tree';
