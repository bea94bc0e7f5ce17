import type { CscfgDocument } from '../../document';
import { documentFlaws } from '../../schema/flaws/documentFlaws';
import type { Flaw, FlawCode } from '../../schema/flaws/flaw';
import type { XmlElement } from '../../../xml/tree';
import { message } from '../../text/message';
import type { Span } from '../../text/span';
import type { Problem } from '../rule';

/** A check that tells of the document's flaws of one kind. */
export function flawsOfKind(code: FlawCode): (document: CscfgDocument) => Iterable<Problem> {
  return function* (document) {
    const root = document.roots[0];
    for (const flaw of documentFlaws(document)) {
      const element = root && elementAt(root, flaw.path);
      if (root !== undefined && element !== undefined && flaw.code === code) {
        yield problemOf(flaw, element, root);
      }
    }
  };
}

function problemOf(flaw: Flaw, element: XmlElement, root: XmlElement): Problem {
  const { name, severity, unless } = flaw;
  const other = flaw.other && elementAt(root, flaw.other);
  return {
    span: spanOf(flaw, element),
    message: flaw.message,
    element,
    ...(name === undefined ? {} : { name }),
    ...(severity === undefined ? {} : { severity }),
    ...(unless === undefined ? {} : { unless }),
    ...(other === undefined ? {} : { related: [{ span: tagName(other), message: message('The other one is here') }] }),
  };
}

function elementAt(root: XmlElement, path: readonly number[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((element, index) => element?.children[index], root);
}

/** A value, or the whole attribute where that is empty; the name of what should not be there; else `<name`. */
function spanOf({ code, attribute: index }: Flaw, element: XmlElement): Span {
  const attribute = index === undefined ? undefined : element.attributes[index];
  if (attribute === undefined) {
    return tagName(element);
  }
  const { nameSpan, span, valueSpan } = attribute;
  if (code === 'schema-unknown-attribute') {
    return nameSpan;
  }
  return valueSpan === undefined || valueSpan.start === valueSpan.end ? span : valueSpan;
}

/** `<name` of the open tag. */
function tagName({ openTag, nameSpan }: XmlElement): Span {
  return { start: openTag.start, end: nameSpan.end };
}
