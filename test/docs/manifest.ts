import { readFileSync } from 'node:fs';

/** What the documents are generated from and checked against: `package.json`, as far as they need it. */
export interface Manifest {
  readonly version: string;
  readonly icon: string;
  readonly activationEvents?: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: readonly Section[];
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
    readonly languages: readonly Language[];
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly languageModelTools?: readonly { readonly name: string }[];
    readonly mcpServerDefinitionProviders?: readonly { readonly id: string; readonly label: string }[];
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
  };
}

export interface Section {
  readonly id?: string;
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

export interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly order: number;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly items?: { readonly pattern: string };
  readonly tags?: readonly string[];
}

export interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

export interface WalkthroughStep {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

export interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

export interface Language {
  readonly id: string;
  readonly configuration: string;
  readonly icon: { readonly light: string; readonly dark: string };
}

/** The texts of `package.nls.json` by their keys. */
export type Texts = Readonly<Record<string, string>>;

export function readManifest(): Manifest {
  return JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
}

export function readTexts(): Texts {
  return JSON.parse(readFileSync('package.nls.json', 'utf8')) as Texts;
}

/** The text of a `%key%` in the manifest; any other text unchanged. */
export function resolved(text: string, texts: Texts): string {
  const key = /^%(.+)%$/.exec(text)?.[1];
  return key === undefined ? text : (texts[key] ?? text);
}
