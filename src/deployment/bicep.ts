import { present } from '../text/objects';
import { LiteralReader, type Syntax, Unreadable } from './literals';
import { asExpression, type ObjectNode, propertyOf, type SourceNode, unknownExpression } from './node';

const syntax: Syntax = { quote: "'", assigns: /:/y };

/** A Bicep file as the equivalent JSON template; a parameter file as such, with the template in `using`. */
export interface BicepFile {
  readonly template: ObjectNode;
  /** Relative to the parameter file. */
  readonly using?: string;
}

/** With more, the file is not Bicep: a failure can take time in proportion to the length of the text. */
const mostFailures = 100;

/** Omits declarations that cannot be read. Never throws. */
export function readBicep(file: string, text: string): BicepFile {
  const reader = new LiteralReader(file, text, syntax);
  const found = new Declarations(reader);
  let failures = 0;
  reader.skip();
  while (reader.at < text.length) {
    const start = reader.at;
    try {
      if (!found.read()) {
        reader.reset(nextDeclaration(text, start));
      }
    } catch (error) {
      failures++;
      if (!(error instanceof Unreadable)) {
        throw error;
      }
      reader.reset(failures > mostFailures ? text.length : nextDeclaration(text, start));
    }
    reader.skip();
  }
  return found.result(file);
}

/** Declarations start with a word or a decorator and are not indented. */
function nextDeclaration(text: string, start: number): number {
  const next = /[\r\n](?=[a-z@])/g;
  next.lastIndex = start + 1;
  return next.exec(text) === null ? text.length : next.lastIndex;
}

class Declarations {
  private readonly parameters = new Map<string, SourceNode>();
  private readonly variables = new Map<string, SourceNode>();
  private readonly resources: SourceNode[] = [];
  private using: string | undefined;

  constructor(private readonly reader: LiteralReader) {}

  read(): boolean {
    const { reader } = this;
    const start = reader.at;
    const keyword = reader.word();
    switch (keyword) {
      case 'using': {
        const path = this.nextValue();
        this.using = path.kind === 'text' ? path.text : undefined;
        return true;
      }
      case 'param': {
        const name = this.name();
        const value = this.assigned();
        this.parameters.set(name, this.parameter(start, value));
        return true;
      }
      case 'var': {
        const name = this.name();
        const value = this.assigned();
        if (value !== undefined) {
          this.variables.set(name, value);
        }
        return true;
      }
      case 'resource':
        this.resource(start);
        return true;
      case 'module':
        this.module(start);
        return true;
      default:
        return false;
    }
  }

  result(file: string): BicepFile {
    const { reader, using } = this;
    reader.at = reader.text.length;
    const object = (properties: ReadonlyMap<string, SourceNode>): ObjectNode => ({
      kind: 'object',
      ...reader.from(0),
      file,
      properties,
    });
    const template = object(
      new Map<string, SourceNode>([
        ['parameters', object(this.parameters)],
        ['variables', object(this.variables)],
        ['resources', { kind: 'list', ...reader.from(0), items: this.resources }],
      ]),
    );
    return using === undefined ? { template } : { template, using };
  }

  /** The value of a parameter file, and the default value of a template. */
  private parameter(start: number, value: SourceNode | undefined): ObjectNode {
    const properties = new Map<string, SourceNode>(
      value === undefined
        ? []
        : [
            ['value', value],
            ['defaultValue'.toLowerCase(), value],
          ],
    );
    return { kind: 'object', ...this.reader.from(start), properties };
  }

  /** `resource NAME 'TYPE@VERSION' existing = if (CONDITION) { … }`. */
  private resource(start: number): void {
    const { reader } = this;
    const name = this.name();
    const type = this.nextValue();
    if (type.kind !== 'text') {
      throw new Unreadable();
    }
    const typeName: SourceNode = { ...type, text: type.text.replace(/@.*$/, '') };
    reader.skip();
    const isExisting = reader.take(/existing\b/y) !== undefined;
    const { condition, body } = this.conditionalBody();
    const properties = new Map(body.kind === 'object' ? body.properties : []);
    const own = properties.get('name');
    if (own !== undefined) {
      this.variables.set(name, symbolOf(typeName.text, own, reader.from(start)));
    }
    if (!isExisting) {
      properties.set('type', typeName);
      if (condition !== undefined) {
        properties.set('condition', condition);
      }
      this.resources.push({ kind: 'object', ...reader.from(start), properties });
    }
  }

  /** `= if (CONDITION) { … }`. */
  private conditionalBody(): { readonly condition: SourceNode | undefined; readonly body: SourceNode } {
    const { reader } = this;
    reader.skip();
    reader.expect(/=/y);
    reader.skip();
    const condition = reader.take(/if\b/y) === undefined ? undefined : this.nextValue();
    reader.skip();
    return { condition, body: reader.value() };
  }

  /** `module NAME 'PATH' = if (CONDITION) { … }`, as the deployment of a linked template. */
  private module(start: number): void {
    const { reader } = this;
    const name = this.name();
    const path = this.nextValue();
    const { condition, body } = this.conditionalBody();
    const place = reader.from(start);
    const object = (properties: Readonly<Record<string, SourceNode>>): ObjectNode => ({
      kind: 'object',
      ...place,
      properties: new Map(Object.entries(properties)),
    });
    const params = propertyOf(body, 'params');
    const values = params?.kind === 'object' ? [...params.properties] : [];
    const parameters = object(Object.fromEntries(values.map(([key, value]) => [key, object({ value })])));
    const templatelink = object({ relativepath: path });
    // A loop creates any number of them.
    const isLoop = body.kind !== 'object';
    this.variables.set(name, { kind: 'expression', ...place, expression: unknownExpression });
    this.resources.push(
      object({
        type: { kind: 'text', ...place, text: 'Microsoft.Resources/deployments', literal: false },
        properties: object({ templatelink, parameters }),
        ...present('condition', isLoop ? body : condition),
      }),
    );
  }

  private name(): string {
    this.reader.skip();
    const name = this.reader.word();
    if (name === undefined) {
      throw new Unreadable();
    }
    return name.toLowerCase();
  }

  private nextValue(): SourceNode {
    this.reader.skip();
    return this.reader.value();
  }

  /** The value after `=`, with or without a type before it; undefined if the line has none. */
  private assigned(): SourceNode | undefined {
    const { reader } = this;
    while (reader.take(/[^\S\r\n]*=/y) === undefined) {
      const next = reader.text[reader.at];
      if (next === undefined || next === '\r' || next === '\n') {
        return undefined;
      }
      reader.at++;
      if (next === '{') {
        reader.skipBalanced(/\}/y);
      }
    }
    return this.nextValue();
  }
}

/** The `id` and `name` of a resource's symbolic name. */
function symbolOf(type: string, name: SourceNode, place: Pick<SourceNode, 'file' | 'span'>): ObjectNode {
  const id: SourceNode = {
    kind: 'expression',
    ...place,
    expression: { kind: 'call', name: 'resourceId', inputs: [{ kind: 'text', text: type }, asExpression(name)] },
  };
  return {
    kind: 'object',
    ...place,
    properties: new Map([
      ['id', id],
      ['name', name],
    ]),
  };
}
