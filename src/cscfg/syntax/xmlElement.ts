export { attributeOf, childrenNamed, walk, type XmlAttribute, type XmlElement } from '../../xml/tree';
