import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import type { CscfgDocument } from '../../cscfg/document';
import type { WrittenUrls } from '../../deployment/writtenUrls';
import type { Span, TextEdit } from '../../text/span';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

/** A file that a roll-over may change. */
export type RollOverFile = ConfigurationFile | OtherFile;

export interface ConfigurationFile {
  readonly kind: 'configuration';
  /** Its address: a URI in the editor, a path on the command line. */
  readonly path: string;
  readonly document: CscfgDocument;
  /** The key vaults of the file. */
  readonly snapshots: readonly VaultSnapshot[];
}

/** A template, its parameters, or any other text: `web.config`, a script, a pipeline. */
export interface OtherFile {
  readonly kind: 'template' | 'text';
  readonly path: string;
  readonly text: string;
}

export interface RollOverRequest {
  /** In the order of the plan. */
  readonly files: readonly RollOverFile[];
  /** Configurations that are not changed, but that use the same certificates. */
  readonly outside?: readonly ConfigurationFile[];
  /** What the templates and parameter files among the files say of certificates. */
  readonly deployed?: WrittenUrls;
  /** Every vault that was read for any of the files. */
  readonly snapshots: readonly VaultSnapshot[];
  /** The certificate to replace; without it, everything that is outdated, expired or otherwise unusable. */
  readonly certificate?: {
    readonly from: Thumbprint;
    /** Default: the newest usable version of the same certificate. */
    readonly to?: CertificateVersion;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A change, and why it is made. */
export interface PlannedEdit extends TextEdit {
  /** What is changed, such as the certificate of a role. */
  readonly label: string;
  readonly from: Thumbprint;
  readonly to: CertificateVersion;
  /** Why the change may be wrong, so that the user decides; absent for a certain one. */
  readonly doubt?: string;
}

export interface FilePlan {
  readonly file: RollOverFile;
  /** In the order of the text; never overlapping. */
  readonly edits: readonly PlannedEdit[];
}

/** A place that was found and is not changed. */
export interface Left {
  readonly path: string;
  readonly span: Span;
  readonly label: string;
  readonly reason: string;
  /** Whether the roll-over is incomplete without it. A comment, for example, may keep an old thumbprint. */
  readonly failed: boolean;
  /** No key vault could tell. */
  readonly unverified?: true;
}

/** The changes to one file, and what is left of it. */
export interface Changes {
  readonly edits: readonly PlannedEdit[];
  readonly left: readonly Left[];
}

export interface RollOverPlan {
  /** The files with changes. */
  readonly files: readonly FilePlan[];
  readonly left: readonly Left[];
}

export function textOf(file: RollOverFile): string {
  return file.kind === 'configuration' ? file.document.text : file.text;
}
