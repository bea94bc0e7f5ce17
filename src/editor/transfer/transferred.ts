import * as vscode from 'vscode';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { parseJson } from '../../text/json';
import { versionsIn } from '../commands/arguments';
import type { Node } from '../tree/nodes';

/** A certificate that is dropped or pasted. */
export interface TransferredCertificate {
  /** Its name in the vault, or that of its file. */
  readonly name: string;
  readonly thumbprint: Thumbprint;
  /** Absent if no vault of the file is known to have it. */
  readonly version?: CertificateVersion;
}

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('cscfg', 'certificate');

/** What is inserted for a certificate. Users name these kinds in settings and key bindings, so they never change. */
export const kinds = {
  element: kind.append('element'),
  thumbprint: kind.append('thumbprint'),
  certificateIdentifier: kind.append('certificateIdentifier'),
  secretIdentifier: kind.append('secretIdentifier'),
} as const;

/**
 * The versions that are dragged from the tree, as JSON. A list of URIs (`text/uri-list`) would make VS Code open the
 * identifiers in editors, except while Shift is pressed.
 */
export const draggedMime = 'application/vnd.cscfg.certificates';

/** Lets the rows of certificates and versions be dragged from the tree. Nothing can be dropped on it. */
export const certificateDrag: vscode.TreeDragAndDropController<Node> = {
  dragMimeTypes: [draggedMime],
  dropMimeTypes: [],
  handleDrag(nodes, dataTransfer) {
    const versions = nodes.flatMap((node) =>
      node.kind === 'certificate' || node.kind === 'version' ? [{ version: node.version }] : [],
    );
    if (versions.length > 0) {
      dataTransfer.set(draggedMime, new vscode.DataTransferItem(JSON.stringify(versions)));
    }
  },
};

/** The certificates that are dragged from the tree. Another extension can drag anything under the same name. */
export async function draggedCertificates(
  dataTransfer: vscode.DataTransfer,
): Promise<readonly TransferredCertificate[]> {
  const dragged = parseJson((await dataTransfer.get(draggedMime)?.asString()) ?? '');
  return versionsIn(Array.isArray(dragged) ? dragged : []).map((version) => ({
    name: version.certificate,
    thumbprint: version.thumbprint,
    version,
  }));
}
