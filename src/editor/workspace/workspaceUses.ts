import * as vscode from 'vscode';
import type { Thumbprint } from '../../certificate/verdict';
import type { CscfgDocument } from '../../cscfg/document';
import { thumbprintUses } from '../../cscfg/uses';
import { LineIndex } from '../../text/lines';
import { groupBy } from '../../text/objects';
import { rangeIn } from '../convert';
import { type CscfgDocuments, isCscfg, isEditable } from './documents';
import type { OtherFiles } from './otherFiles';
import type { Services } from './services';

export interface PlacedUse {
  /** `mention`: in a file that is not a service configuration. */
  readonly kind: 'certificate' | 'setting' | 'mention';
  readonly thumbprint: Thumbprint;
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly role?: string | undefined;
  readonly name: string;
}

/** Milliseconds in which several changes count as one. */
const pause = 500;

/** In all configurations and other text files of the workspace. Reads no vault. */
export class WorkspaceUses implements vscode.Disposable {
  private inConfigurations: ReadonlyMap<Thumbprint, readonly PlacedUse[]> = new Map();
  private count: number | undefined;
  private again: NodeJS.Timeout | undefined;
  private shown = '';
  private readonly changed = new vscode.EventEmitter<void>();
  /** There are other uses than before; not if only their places have moved. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
    private readonly others: OtherFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const soon = (): void => {
      this.readAgainSoon();
    };
    const soonIfConfiguration = (document: vscode.TextDocument): void => {
      if (isCscfg(document)) {
        soon();
      }
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      services.onDidChange(soon),
      others.onDidChange(() => {
        this.changed.fire();
      }),
      vscode.workspace.onDidOpenTextDocument(soonIfConfiguration),
      vscode.workspace.onDidCloseTextDocument(soonIfConfiguration),
    );
  }

  /** Undefined until the configurations were read. */
  get configurations(): number | undefined {
    return this.count;
  }

  get configured(): ReadonlyMap<Thumbprint, readonly PlacedUse[]> {
    return this.inConfigurations;
  }

  /** Configurations first. */
  of(thumbprint: Thumbprint): readonly PlacedUse[] {
    return [
      ...(this.inConfigurations.get(thumbprint) ?? []),
      ...this.others.of(thumbprint).map((mention) => ({ kind: 'mention' as const, name: '', ...mention })),
    ];
  }

  /** Reads the configurations, and searches the other files; again if `refresh`. Never rejects. */
  async read({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<void> {
    await Promise.all([this.readConfigurations(), this.others.read({ refresh })]);
  }

  /** Where the use is now. `ordinal`: the number of uses in the same file with the same names before it. */
  async placeOf(use: PlacedUse, ordinal: number): Promise<PlacedUse> {
    await this.read({ refresh: use.kind === 'mention' });
    const alike = this.of(use.thumbprint).filter(
      ({ kind, uri, role, name }) =>
        kind === use.kind && uri.toString() === use.uri.toString() && role === use.role && name === use.name,
    );
    return alike[ordinal] ?? use;
  }

  dispose(): void {
    clearTimeout(this.again);
    this.subscriptions.dispose();
  }

  private readAgainSoon(): void {
    if (this.count !== undefined) {
      clearTimeout(this.again);
      this.again = setTimeout(() => {
        void this.readConfigurations();
      }, pause);
    }
  }

  private async readConfigurations(): Promise<void> {
    try {
      const files = (await this.services.all()).map(({ file, document }) => ({ file, document }));
      const known = new Set(files.map(({ file }) => file));
      // Outside of the workspace, or in build output.
      const open = vscode.workspace.textDocuments
        .filter((document) => isCscfg(document) && isEditable(document) && !known.has(document.uri.toString()))
        .map((document) => ({ file: document.uri.toString(), document: this.documents.of(document) }));
      const configurations = [...files, ...open].filter(({ document }) => document.model.element !== undefined);
      const uses = configurations.flatMap(({ file, document }) => document.derive(placeUses, file));
      this.inConfigurations = groupBy(uses, ({ thumbprint }) => thumbprint);
      this.count = configurations.length;
      this.fireIfOthers(uses);
    } catch (error) {
      this.log.error(`Uses of thumbprints: ${String(error)}`);
    }
  }

  private fireIfOthers(uses: readonly PlacedUse[]): void {
    const shown = JSON.stringify([
      this.count,
      ...uses.map(({ kind, thumbprint, uri, role, name }) => [kind, thumbprint, uri.toString(), role, name]),
    ]);
    if (shown !== this.shown) {
      this.shown = shown;
      this.changed.fire();
    }
  }
}

/** `file`: the URI of the document. */
function placeUses(document: CscfgDocument, file: string): readonly PlacedUse[] {
  const uses = thumbprintUses(document);
  if (uses.length === 0) {
    return [];
  }
  const [uri, lines] = [vscode.Uri.parse(file, true), new LineIndex(document.text)];
  return uses.map(({ kind, thumbprint, span, role, name }) => {
    return { kind, thumbprint, uri, range: rangeIn(lines, span), role, name };
  });
}
