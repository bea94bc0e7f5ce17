import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { CscfgDocument } from '../../cscfg/document';
import type { WrittenUrls } from '../../deployment/writtenUrls';
import type { Span, TextEdit } from '../../text/span';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

export type RollOverFile = ConfigurationFile | OtherFile;

export interface ConfigurationFile {
  readonly kind: 'configuration';
  /** A URI in the editor, a path on the command line. */
  readonly path: string;
  readonly document: CscfgDocument;
  readonly snapshots: readonly VaultSnapshot[];
}

/** A template, its parameters, or any other text: `web.config`, a script, a pipeline. */
export interface OtherFile {
  readonly kind: 'template' | 'text';
  readonly path: string;
  readonly text: string;
}

export interface RollOverRequest {
  readonly files: readonly RollOverFile[];
  /** Configurations that are not changed, but that use the same certificates. */
  readonly outside?: readonly ConfigurationFile[];
  /** The certificates in the templates and parameter files among the files. */
  readonly deployed?: WrittenUrls;
  readonly snapshots: readonly VaultSnapshot[];
  /** Without it, replaces everything that is outdated, expired or otherwise unusable. */
  readonly certificate?: {
    readonly from: Thumbprint;
    /** Default: the newest usable version of the same certificate. */
    readonly to?: CertificateVersion;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface PlannedEdit extends TextEdit {
  readonly label: string;
  readonly from: Thumbprint;
  readonly to: CertificateVersion;
  /** Why the change may be wrong, so that the user decides. */
  readonly doubt?: string;
}

export interface FilePlan {
  readonly file: RollOverFile;
  /** In the order of the text; never overlapping. */
  readonly edits: readonly PlannedEdit[];
}

export interface Left {
  readonly path: string;
  readonly span: Span;
  readonly label: string;
  readonly reason: string;
  /** Whether the roll-over is incomplete without it. A comment, for example, may keep an old thumbprint. */
  readonly failed: boolean;
  /** No key vault could be read for it. */
  readonly unverified?: true;
}

export interface Changes {
  readonly edits: readonly PlannedEdit[];
  readonly left: readonly Left[];
}

export interface RollOverPlan {
  readonly files: readonly FilePlan[];
  readonly left: readonly Left[];
}

export function textOf(file: RollOverFile): string {
  return file.kind === 'configuration' ? file.document.text : file.text;
}
