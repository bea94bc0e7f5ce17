import type { Thumbprint } from '../../certificate/verdict';
import type { TextEdit } from '../../text/span';
import type { VaultAddress } from '../../vault/address';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import type { Judgement } from '../judge';

/** One call of a tool. */
export interface ToolCall {
  /** Aborted when the caller no longer needs the result; requests to key vaults end with it. */
  readonly signal: AbortSignal;
  /** Tells the caller what takes time; `done` of `total` steps. */
  readonly report: (message: string, done: number, total: number) => void;
}

/** Files of a workspace, with what their verdicts follow from. */
export interface JudgedFiles {
  readonly files: readonly JudgedFile[];
  /** Files and folders that could not be read. */
  readonly problems: readonly FileProblem[];
  /** What is known of each vault that was read. */
  readonly snapshots: readonly VaultSnapshot[];
}

export interface JudgedFile {
  /** As the results name the file: relative to the workspace, with forward slashes. */
  readonly path: string;
  /** Its address in its service: a URI in the editor, a path elsewhere. */
  readonly file: string;
  readonly judgement: Judgement;
}

export interface FileProblem {
  readonly path: string;
  readonly message: string;
}

/** A place of the workspace that contains a thumbprint. */
export interface FoundUse {
  readonly path: string;
  /** `mention`: in a file that is no service configuration. */
  readonly kind: 'certificate' | 'setting' | 'mention';
  readonly range: PlainRange;
  readonly role?: string;
  /** Of the certificate or the setting. */
  readonly name?: string;
}

/** Zero-based lines; columns count UTF-16 units. */
export interface PlainRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What the tools need of the place they work in. Every method rejects with an AbortError when the call is aborted. */
export interface ToolWorkspace {
  /**
   * Judges the files, after reading the vaults; without `paths` all of them, and without `vaults` against those that are
   * configured. Rejects with a `ToolError` for paths outside of the workspace and vaults that must not be read.
   */
  readonly judge: (
    request: { readonly paths?: readonly string[]; readonly vaults?: readonly VaultAddress[] },
    call: ToolCall,
  ) => Promise<JudgedFiles>;
  /** Lists a vault; a failure is in the snapshot. Rejects with a `ToolError` for a vault that must not be read. */
  readonly list: (vault: VaultAddress, call: ToolCall) => Promise<VaultSnapshot>;
  readonly uses: (thumbprint: Thumbprint, call: ToolCall) => Promise<readonly FoundUse[]>;
  /** The path of another file of a service or deployment; undefined outside of the workspace. */
  readonly pathOf: (file: string) => string | undefined;
  /** Days before expiry from which a certificate is expiring. */
  readonly expiryWarningDays: () => number;
  /** Applies the edits, without saving; absent where only the caller can. Rejects if a text has changed. */
  readonly apply?: (edits: readonly FileChange[]) => Promise<void>;
}

/** Edits of one file; spans are UTF-16 offsets in `before`. */
export interface FileChange {
  readonly path: string;
  /** Its address: a URI in the editor, a path elsewhere. */
  readonly file: string;
  readonly before: string;
  readonly edits: readonly TextEdit[];
}
