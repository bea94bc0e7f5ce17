import type { XmlElement } from '../../xml/tree';

export type WrittenElement = XmlElement;
export { localNameOf } from '../../xml/tree';
