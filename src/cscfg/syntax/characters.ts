export { isCharacter, isInName, nameAt, removeForbidden, skipSpace } from '../../xml/characters';
