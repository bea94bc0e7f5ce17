import * as vscode from 'vscode';
import { namedVersions } from '../../certificate/namedCertificates';
import { readPasted } from '../../certificate/pastedText';
import type { CertificateVersion } from '../../certificate/verdict';
import { vaultName } from '../../certificate/verdictMessages';
import { type ThumbprintValue, thumbprintValueAt } from '../../cscfg/dropPlace';
import { pastedElements } from '../../cscfg/pastedElements';
import type { Span } from '../../text/span';
import { abortSignal, workspaceEdit } from '../convert';
import type { KeyVaults } from '../vaults/keyVaults';
import { isCscfg, serviceFiles } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import { certificatesOfFiles, fileMimes } from './certificateFiles';
import { editsAround } from './editsAround';
import { kinds, type TransferredCertificate } from './transferred';

/** Set when lines are copied without a selection: VS Code pastes them above the line of the cursor. */
const linesMime = 'application/vnd.cscfg.lines';

/** Maximum milliseconds that pasting waits for a vault; VS Code also offers to paste without waiting. */
const maxWait = 5000;

/**
 * Pastes a certificate into a thumbprint as its 40 digits, and whole elements with the indentation of the file.
 * Everything else is left to VS Code, and its way to paste remains an option.
 */
export class CertificatePastes implements vscode.DocumentPasteEditProvider {
  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
  ) {}

  register(): vscode.Disposable {
    return vscode.languages.registerDocumentPasteEditProvider([...serviceFiles], this, {
      providedPasteEditKinds: [kinds.thumbprint, kinds.element],
      pasteMimeTypes: ['text/plain', ...fileMimes],
      copyMimeTypes: [linesMime],
    });
  }

  prepareDocumentPaste(
    _document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
  ): void {
    if (ranges.every(({ isEmpty }) => isEmpty)) {
      dataTransfer.set(linesMime, new vscode.DataTransferItem('lines'));
    }
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
    _context: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentPasteEdit[]> {
    const [range, another] = ranges;
    if (range === undefined || another !== undefined) {
      return [];
    }
    const judgement = this.judge.of(document);
    const selection = spanOf(document, range);
    const value = isCscfg(document) ? thumbprintValueAt(judgement.cscfg, selection) : undefined;
    const text = (await dataTransfer.get('text/plain')?.asString()) ?? '';
    if (value === undefined) {
      const asLines = range.isEmpty && dataTransfer.get(linesMime) !== undefined;
      return elementEdits(document, range, judgement, text, asLines);
    }
    const certificates =
      text === ''
        ? await certificatesOfFiles(dataTransfer, judgement.context.known?.() ?? [], token)
        : await this.certificatesNamed(document, judgement, text, token);
    return token.isCancellationRequested ? [] : valueEdits(document, selection, value, text, certificates);
  }

  /** The certificates that the text names or contains, the likeliest first. */
  private async certificatesNamed(
    document: vscode.TextDocument,
    judgement: Judgement,
    text: string,
    token: vscode.CancellationToken,
  ): Promise<readonly TransferredCertificate[]> {
    const known = judgement.context.known?.() ?? [];
    const named = namedVersions(text, known);
    if (named.length > 0) {
      return named.map(ofVersion);
    }
    const pasted = await readPasted(text);
    switch (pasted?.kind) {
      case 'thumbprints':
        return pasted.thumbprints.map((thumbprint) => {
          const version = known.find((one) => one.thumbprint === thumbprint);
          return version === undefined ? { name: '', thumbprint } : ofVersion(version);
        });
      case 'identifier': {
        const vault = judgement.settings.vaults.find(({ url }) => url === pasted.identifier.vault);
        if (vault === undefined) {
          return [];
        }
        const signal = AbortSignal.any([abortSignal(token), AbortSignal.timeout(maxWait)]);
        await this.keyVaults.versions(vault, pasted.identifier.certificate, { signal }).catch(() => undefined);
        return namedVersions(text, this.judge.of(document).context.known?.() ?? []).map(ofVersion);
      }
      case undefined:
        return [];
    }
  }
}

function ofVersion(version: CertificateVersion): TransferredCertificate {
  return { name: version.certificate, thumbprint: version.thumbprint, version };
}

/** Replaces the whole value: a thumbprint within another text is of no use. */
function valueEdits(
  document: vscode.TextDocument,
  selection: Span,
  { span, written }: ThumbprintValue,
  text: string,
  certificates: readonly TransferredCertificate[],
): vscode.DocumentPasteEdit[] {
  const isWhole = span.start === selection.start && span.end === selection.end;
  const [only, another] = certificates;
  // What VS Code pastes is the same.
  if (isWhole && another === undefined && only !== undefined && written(only.thumbprint) === text) {
    return [];
  }
  return certificates.map((certificate) => {
    const edit = new vscode.DocumentPasteEdit(written(certificate.thumbprint), titleOf(certificate), kinds.thumbprint);
    edit.additionalEdit = workspaceEdit(document, [
      { start: span.start, end: selection.start, newText: '' },
      { start: selection.end, end: span.end, newText: '' },
    ]);
    // A guess does not come before what VS Code does.
    edit.yieldTo =
      another === undefined || isCertain(text, certificates) ? [] : [vscode.DocumentDropOrPasteEditKind.Text];
    return edit;
  });
}

/** A text that contains a certificate and its issuers means the certificate, which comes first. */
function isCertain(text: string, certificates: readonly TransferredCertificate[]): boolean {
  return (
    text.includes('-----BEGIN ') || certificates.every(({ thumbprint }) => thumbprint === certificates[0]?.thumbprint)
  );
}

function titleOf({ name, thumbprint, version }: TransferredCertificate): string {
  if (name === '') {
    return vscode.l10n.t('Insert thumbprint {0}…', thumbprint.slice(0, 8));
  }
  return version === undefined
    ? vscode.l10n.t('Insert thumbprint of {0}', name)
    : vscode.l10n.t('Insert thumbprint of {0} in {1}', name, vaultName(version.vault));
}

function elementEdits(
  document: vscode.TextDocument,
  range: vscode.Range,
  { cscfg }: Judgement,
  text: string,
  asLines: boolean,
): vscode.DocumentPasteEdit[] {
  const wanted = pastedElements(cscfg, spanOf(document, range), text, asLines);
  if (wanted === undefined) {
    return [];
  }
  const title = vscode.l10n.t('Insert <Certificate> with the indentation of the file');
  const edit = new vscode.DocumentPasteEdit('', title, kinds.element);
  edit.additionalEdit = editsAround(document, range, [wanted]);
  return [edit];
}

function spanOf(document: vscode.TextDocument, { start, end }: vscode.Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}
