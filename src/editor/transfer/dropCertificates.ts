import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { certificateElement } from '../../cscfg/certificateEdits';
import { dropPlaceAt } from '../../cscfg/dropPlace';
import { certificateUrl, secretUrl } from '../../vault/identifiers';
import { abortSignal, isCancellation } from '../convert';
import { showError } from '../notify';
import { within } from '../shared';
import type { KeyVaults } from '../vaults/keyVaults';
import { definitionLanguage, isServiceFile, serviceFiles } from '../workspace/documents';
import type { Judge } from '../workspace/judgement';
import { certificatesOfFiles, fileMimes } from './certificateFiles';
import { configurationEdits, definitionEdits, type Drop } from './dropEdits';
import { editsAround } from './editsAround';
import { isImported } from './importDropped';
import { draggedCertificates, draggedMime, kinds, type TransferredCertificate } from './transferred';

/** Maximum milliseconds that a drop waits for the versions in the identifiers, which lists of vaults do not contain. */
const maxWait = 2000;

/**
 * Inserts the certificates that are dragged from the tree, or whose files are dropped. Questions are asked before the
 * edits are returned: VS Code does not resolve drop edits.
 */
export class CertificateDrops implements vscode.DocumentDropEditProvider {
  constructor(
    private readonly judge: Judge,
    private readonly keyVaults: KeyVaults,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    const providedDropEditKinds = Object.values(kinds);
    // Files are dropped on other documents for other reasons.
    return vscode.Disposable.from(
      vscode.languages.registerDocumentDropEditProvider('*', this, {
        providedDropEditKinds,
        dropMimeTypes: [draggedMime],
      }),
      vscode.languages.registerDocumentDropEditProvider([...serviceFiles], this, {
        providedDropEditKinds,
        dropMimeTypes: fileMimes,
      }),
    );
  }

  /**
   * The element first, for a service file, and what can be inserted as text. If the user cancels a question, nothing is
   * inserted; without an edit, VS Code would insert the path of a file.
   */
  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    dataTransfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit[]> {
    try {
      const certificates = await this.certificatesIn(document, dataTransfer, token);
      if (certificates.length === 0 || token.isCancellationRequested) {
        return [];
      }
      const used = isServiceFile(document) ? [await this.element(document, position, certificates, token)] : [];
      const texts = await this.texts(document, certificates, token);
      return [...used, ...texts];
    } catch (error) {
      if (!isCancellation(error)) {
        this.log.error(error instanceof Error ? error : String(error));
        void showError(error instanceof Error ? error.message : String(error));
      }
      const isFile = dataTransfer.get(draggedMime) === undefined;
      return isFile ? [new vscode.DocumentDropEdit('', vscode.l10n.t('Insert nothing'))] : [];
    }
  }

  private async certificatesIn(
    document: vscode.TextDocument,
    dataTransfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<readonly TransferredCertificate[]> {
    const dragged = await draggedCertificates(dataTransfer);
    if (dragged.length > 0 || !isServiceFile(document)) {
      return dragged;
    }
    if (await isImported(dataTransfer, token)) {
      throw new vscode.CancellationError();
    }
    return certificatesOfFiles(dataTransfer, this.judge.of(document).context.known?.() ?? [], token);
  }

  /** The edit that uses the certificates in the place of the drop, or in a role. */
  private async element(
    document: vscode.TextDocument,
    position: vscode.Position,
    certificates: readonly TransferredCertificate[],
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit> {
    const judgement = await this.judge.whenServiceRead(document);
    const drop: Drop = { judgement, offset: document.offsetAt(position), certificates };
    const isDefinition = document.languageId === definitionLanguage;
    const edit = new vscode.DocumentDropEdit('', titleOf(drop, isDefinition), kinds.element);
    const edits = isDefinition
      ? await definitionEdits(drop, token)
      : await configurationEdits(drop, this.keyVaults, token);
    edit.additionalEdit = editsAround(document, new vscode.Range(position, position), edits);
    return edit;
  }

  private async texts(
    document: vscode.TextDocument,
    certificates: readonly TransferredCertificate[],
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit[]> {
    const edit = (
      text: (one: TransferredCertificate) => string,
      title: string,
      kind: vscode.DocumentDropOrPasteEditKind,
    ): vscode.DocumentDropEdit => new vscode.DocumentDropEdit(certificates.map(text).join('\n'), title, kind);
    return [
      edit(({ thumbprint }) => thumbprint, vscode.l10n.t('Insert thumbprint'), kinds.thumbprint),
      ...(isServiceFile(document)
        ? []
        : [
            edit(
              ({ name, thumbprint }) => certificateElement({ name, thumbprint }),
              vscode.l10n.t('Insert <Certificate> element'),
              kinds.element,
            ),
          ]),
      ...(await this.identifiers(certificates, token)),
    ];
  }

  /** The identifiers with their versions; none if a version is not known and cannot be read soon. */
  private async identifiers(
    certificates: readonly TransferredCertificate[],
    token: vscode.CancellationToken,
  ): Promise<readonly vscode.DocumentDropEdit[]> {
    const versions = await Promise.all(
      certificates.map(async ({ version }) => version && this.identified(version, token)),
    );
    const known = versions.filter((version) => version !== undefined);
    const lines = (urlOf: (version: CertificateVersion) => string): string => known.map(urlOf).join('\n');
    return known.length < certificates.length
      ? []
      : [
          new vscode.DocumentDropEdit(
            lines(certificateUrl),
            vscode.l10n.t('Insert certificate identifier'),
            kinds.certificateIdentifier,
          ),
          new vscode.DocumentDropEdit(
            lines(secretUrl),
            vscode.l10n.t('Insert secret identifier'),
            kinds.secretIdentifier,
          ),
        ];
  }

  private async identified(
    version: CertificateVersion,
    token: vscode.CancellationToken,
  ): Promise<CertificateVersion | undefined> {
    if (version.version !== undefined) {
      return version;
    }
    const reading = this.keyVaults.details(version, { signal: abortSignal(token) }).catch(() => undefined);
    const details = await within(maxWait, reading, undefined);
    return details === undefined || 'kind' in details ? undefined : { ...version, version: details.version };
  }
}

function titleOf({ judgement, offset, certificates }: Drop, isDefinition: boolean): string {
  if (isDefinition) {
    return vscode.l10n.t('Declare certificate');
  }
  const isOn = ['entry', 'setting'].includes(dropPlaceAt(judgement.cscfg, offset).kind);
  return isOn && certificates.length === 1
    ? vscode.l10n.t('Replace thumbprint')
    : vscode.l10n.t('Insert <Certificate> element');
}
