import { LiteralReader, type Syntax, Unreadable } from './literals';
import { type ObjectNode, type SourceNode, unknownExpression } from './node';

const syntax: Syntax = { quote: '"', assigns: /[=:]/y };

const blocks = /(?<=^|[\r\n])[ \t]*resource\s+"azapi_resource"\s+"[^"\r\n]*"\s*(?=\{)/g;

/** Reads `azapi_resource` blocks; values of variables and other resources stay unknown. Never throws. */
export function readTerraform(file: string, text: string): ObjectNode {
  const items: SourceNode[] = [];
  const reader = new LiteralReader(file, text, syntax);
  for (const match of text.matchAll(blocks)) {
    reader.reset(match.index + match[0].length);
    try {
      items.push(resourceOf(blockOf(reader)));
    } catch (error) {
      if (!(error instanceof Unreadable)) {
        throw error;
      }
    }
  }
  const place = { file, span: { start: 0, end: text.length } };
  return { kind: 'object', ...place, properties: new Map([['resources', { kind: 'list', ...place, items }]]) };
}

function blockOf(reader: LiteralReader): ObjectNode {
  const start = reader.at;
  const properties = new Map<string, SourceNode>();
  reader.expect(/\{/y);
  while (reader.isOpen(/\}/y)) {
    const name = reader.word();
    if (name === undefined) {
      throw new Unreadable();
    }
    if (reader.take(/[ \t]*=(?!=)/y) !== undefined) {
      reader.skip();
      properties.set(name.toLowerCase(), reader.value());
    } else {
      reader.skipTo(/[{\r\n]/);
      reader.expect(/\{/y);
      reader.skipBalanced(/\}/y);
    }
  }
  return { kind: 'object', ...reader.from(start), properties };
}

/** As in a template: `body` contains the properties. */
function resourceOf(block: ObjectNode): ObjectNode {
  const properties = new Map(block.properties);
  const [type, body] = [properties.get('type'), properties.get('body')];
  if (type?.kind === 'text') {
    properties.set('type', { ...type, text: type.text.replace(/@.*$/, '') });
  }
  if (body?.kind === 'object') {
    body.properties.forEach((value, name) => properties.set(name, value));
  } else if (body !== undefined) {
    properties.set('properties', body);
  }
  // A count or a loop creates any number of resources, including none.
  const condition = properties.get('count') ?? properties.get('for_each');
  if (condition !== undefined) {
    const { file, span } = block;
    properties.set('condition', { kind: 'expression', file, span, expression: unknownExpression });
  }
  return { ...block, properties };
}
