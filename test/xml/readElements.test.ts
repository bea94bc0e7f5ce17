import assert from 'node:assert/strict';
import type { XmlAttribute, XmlElement } from '../../src/xml/tree';
import { documentOf, markSpan } from '../cscfg/support/texts';

/** `name[attribute=value …](children)`, `/` for a self-closing one, `…` for one that is not closed. */
function outline(elements: readonly XmlElement[]): string {
  return elements
    .map(({ name, attributes, children, selfClosing, closeTag }) => {
      const inside = children.length === 0 ? '' : `(${outline(children)})`;
      const end = selfClosing ? '/' : closeTag === undefined ? '…' : '';
      return `${name}${attributes.length === 0 ? '' : `[${attributes.map(written).join(' ')}]`}${inside}${end}`;
    })
    .join(' ');
}

function written({ name, value, valueSpan, quote }: XmlAttribute): string {
  return `${name}${valueSpan === undefined ? '' : `=${quote ?? '?'}${value}`}`;
}

describe('Elements', () => {
  const cases: readonly (readonly [text: string, outline: string])[] = [
    ['', ''],
    ['<a/>', 'a/'],
    ['<a></a>', 'a'],
    ['<?xml version="1.0"?><!-- c --><a><!-- d --><b x="1"/><![CDATA[<c/>]]></a>', 'a(b[x="1]/)'],
    ['<a x=\'1\' y="&amp;"/>', 'a[x=\'1 y="&]/'],
    ['<n:a><n:b/></n:a>', 'n:a(n:b/)'],
    ['<a>\r\n\t<b\r\n\t\tx="1"\r\n\t\ty="2"\r\n\t/>\r\n</a>', 'a(b[x="1 y="2]/)'],
    // Half-typed.
    ['<', ''],
    ['<a', 'a…'],
    ['<a ', 'a…'],
    ['<a x', 'a[x]…'],
    ['<a x=', 'a[x]…'],
    ['<a x="', 'a[x="]…'],
    ['<a x="1', 'a[x="1]…'],
    ['<a><b x="1" </a>', 'a(b[x="1]…)'],
    ['<a><b </a><c/>', 'a(b…) c/'],
    ['<a><</a>', 'a'],
    ['<a><b></a>', 'a(b…)'],
    ['<a></b></a>', 'a'],
    ['<a><b x=1 y="2"/><c z="3"/></a>', 'a(b[x y="2]/ c[z="3]/)'],
    ['<a><b x y="2"/></a>', 'a(b[x y="2]/)'],
  ];
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)} are ${expected === '' ? 'none' : expected}`, () => {
      assert.equal(outline(documentOf(text).roots), expected);
    });
  }

  const text = '<r>\n  <n:a  x = "1"\ty=\'\'>t</n:a >\n</r>';
  const element = documentOf(text).roots[0]?.children[0];
  const [x, y] = element?.attributes ?? [];
  const spans: readonly (readonly [what: string, span: XmlElement['span'] | undefined, marked: string])[] = [
    ['element', element?.span, '<r>\n  |<n:a  x = "1"\ty=\'\'>t</n:a >|\n</r>'],
    ['open tag', element?.openTag, '<r>\n  |<n:a  x = "1"\ty=\'\'>|t</n:a >\n</r>'],
    ['close tag', element?.closeTag, '<r>\n  <n:a  x = "1"\ty=\'\'>t|</n:a >|\n</r>'],
    ['name', element?.nameSpan, '<r>\n  <|n:a|  x = "1"\ty=\'\'>t</n:a >\n</r>'],
    ['attribute', x?.span, '<r>\n  <n:a  |x = "1"|\ty=\'\'>t</n:a >\n</r>'],
    ['name of an attribute', y?.nameSpan, '<r>\n  <n:a  x = "1"\t|y|=\'\'>t</n:a >\n</r>'],
    ['value of an attribute', x?.valueSpan, '<r>\n  <n:a  x = "|1|"\ty=\'\'>t</n:a >\n</r>'],
    ['empty value', y?.valueSpan, '<r>\n  <n:a  x = "1"\ty=\'||\'>t</n:a >\n</r>'],
  ];
  for (const [what, span, marked] of spans) {
    it(`have the span of the ${what}`, () => {
      assert.ok(span);
      assert.equal(markSpan(text, span), marked);
    });
  }

  it('know their local name and their parent', () => {
    assert.equal(element?.localName, 'a');
    assert.equal(element.parent?.name, 'r');
    assert.equal(element.parent.parent, undefined);
  });

  it('end with a close tag that is meant for them, if misspelled, and not with one that closes nothing', () => {
    const [a] = documentOf('<a><b></c></b></a>').roots;
    assert.equal(a?.children[0]?.name, 'b');
    assert.ok(a.children[0].closeTag);
    assert.ok(a.closeTag);
    assert.deepEqual(documentOf('<a><b></c></a>').roots[0]?.children[0]?.closeTag, { start: 6, end: 10 });
  });
});
