import * as vscode from 'vscode';
import { complete as completionsAt } from '../../cscfg/completion/complete';
import {
  type Completion,
  type CompletionContext,
  type OfferedCertificate,
  namesFor,
} from '../../cscfg/completion/completion';
import type { Span } from '../../text/span';
import type { CertificateVersion } from '../../certificate/verdict';
import { CertificateFacts, detailsSoon } from '../hover/certificateFacts';
import { serviceFiles } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import type { KeyVaults } from '../vaults/keyVaults';
import { rangesNow } from '../convert';
import { explanationMarkdown } from '../hover/schemaHover';
import { OfferedCertificates } from './offeredCertificates';

type Kind = Completion['kind'];

const kinds: Readonly<Record<Kind, vscode.CompletionItemKind>> = {
  element: vscode.CompletionItemKind.Class,
  attribute: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.EnumMember,
  name: vscode.CompletionItemKind.Reference,
  certificate: vscode.CompletionItemKind.Value,
};

const triggers: Readonly<Record<string, readonly Kind[]>> = {
  '<': ['element'],
  '/': ['element'],
  ' ': ['attribute'],
  '"': ['value', 'name', 'certificate'],
  "'": ['value', 'name', 'certificate'],
  '=': ['value', 'name', 'certificate'],
  ',': ['certificate'],
  ';': ['certificate'],
};

interface Place {
  readonly judgement: Judgement;
  readonly offset: number;
  readonly root: NonNullable<CompletionContext['root']>;
  readonly rangeOf: (span: Span) => vscode.Range;
}

/** `asksVaults`: whether certificates could be offered at this position. */
function complete(
  { judgement: { cscfg, context }, offset, root }: Place,
  certificates: readonly OfferedCertificate[],
): { readonly items: readonly Completion[]; readonly asksVaults: boolean } {
  let asksVaults = false;
  const given: CompletionContext = {
    names: namesFor(cscfg, context.service),
    get certificates() {
      asksVaults = true;
      return certificates;
    },
    now: context.now,
    root,
  };
  const items = completionsAt(cscfg, offset, given);
  return { items, asksVaults };
}

class CertificateItem extends vscode.CompletionItem {
  constructor(
    label: vscode.CompletionItemLabel,
    readonly version: CertificateVersion,
  ) {
    super(label, kinds.certificate);
  }
}

/** Thumbprints are completed with the certificates of the file's vaults. */
export class ServiceCompletion implements vscode.CompletionItemProvider {
  private readonly offered: OfferedCertificates;

  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
  ) {
    this.offered = new OfferedCertificates(keyVaults);
  }

  register(): vscode.Disposable {
    return vscode.languages.registerCompletionItemProvider(serviceFiles, this, ...Object.keys(triggers));
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerCharacter }: vscode.CompletionContext,
  ): Promise<vscode.CompletionList> {
    const judgement = this.judge.of(document);
    const { vaults } = judgement.settings;
    const place: Place = {
      judgement,
      offset: document.offsetAt(position),
      root: document.languageId === 'csdef' ? 'ServiceDefinition' : 'ServiceConfiguration',
      rangeOf: rangesNow(document, judgement.cscfg.text),
    };
    let { items, asksVaults } = complete(place, []);
    if (asksVaults) {
      await this.offered.read(vaults, token);
      ({ items, asksVaults } = complete(place, this.offered.certificates(vaults)));
    }
    const wanted = triggerCharacter === undefined ? undefined : triggers[triggerCharacter];
    const shown = items.filter(({ kind }) => wanted?.includes(kind) !== false);
    return new vscode.CompletionList(
      shown.map((one, index) => this.itemOf(place, one, index, vaults)),
      asksVaults && !this.offered.isComplete(vaults),
    );
  }

  async resolveCompletionItem(
    item: vscode.CompletionItem,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem> {
    if (item instanceof CertificateItem) {
      const details = await detailsSoon(this.keyVaults, item.version, token);
      const facts = new CertificateFacts().version(
        item.version,
        typeof details === 'string' ? undefined : details,
        Date.now(),
      );
      item.documentation = facts.markdown;
    }
    return item;
  }

  private itemOf(
    { rangeOf }: Place,
    completion: Completion,
    index: number,
    vaults: Parameters<OfferedCertificates['certificates']>[0],
  ): vscode.CompletionItem {
    const { kind, label, detail, edit, isSnippet, more = [], filterText } = completion;
    const item = this.emptyItem(completion, vaults);
    item.kind = kinds[kind];
    item.sortText = String(index).padStart(6, '0');
    item.filterText = filterText ?? label;
    item.range = rangeOf(edit);
    item.insertText = isSnippet ? new vscode.SnippetString(edit.newText) : edit.newText;
    item.additionalTextEdits = more.map((one) => new vscode.TextEdit(rangeOf(one), one.newText));
    if (detail !== undefined) {
      item.detail = detail;
    }
    if (completion.doc !== undefined) {
      item.documentation = explanationMarkdown([completion.doc], completion.source);
    }
    if (completion.isDiscouraged === true) {
      item.tags = [vscode.CompletionItemTag.Deprecated];
    }
    if (completion.asksAgain === true) {
      item.command = { title: vscode.l10n.t('Choose'), command: 'editor.action.triggerSuggest' };
    }
    return item;
  }

  private emptyItem(
    { kind, label, detail, edit }: Completion,
    vaults: Parameters<OfferedCertificates['certificates']>[0],
  ): vscode.CompletionItem {
    const version =
      kind === 'certificate'
        ? this.offered.certificates(vaults).find((one) => one.version.thumbprint === edit.newText.toUpperCase())
            ?.version
        : undefined;
    return version === undefined
      ? new vscode.CompletionItem(label)
      : new CertificateItem(detail === undefined ? { label } : { label, description: detail }, version);
  }
}
