import type { Source } from '../schema/sources';
import type { Message } from '../text/message';
import type { TextEdit } from '../text/span';
import type { CertificateVersion } from '../verdict';
import type { ServiceNames } from './serviceNames';

/** Something to choose, and what choosing it writes. */
export interface Completion {
  readonly label: string;
  readonly kind: 'element' | 'attribute' | 'value' | 'name' | 'certificate';
  readonly detail?: Message;
  readonly doc?: Message;
  readonly source?: Source;
  /** What it is found by while its beginning is typed; the label where it is absent. */
  readonly filterText?: string;
  /** On one line, and around the place. The new text is a snippet where `isSnippet`. */
  readonly edit: TextEdit;
  readonly isSnippet: boolean;
  /** Elsewhere in the text, at the same time. */
  readonly more?: readonly TextEdit[];
  /** It can be chosen, and should not. */
  readonly isDiscouraged?: boolean;
  /** What it writes is to be filled in by another choice at once. */
  readonly asksAgain?: boolean;
}

/** What is known apart from the text. */
export interface CompletionContext {
  readonly names: ServiceNames;
  /** The certificates of the file's vaults, the newest version of each. */
  readonly certificates: readonly OfferedCertificate[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The root that the file is to have, where its kind is known: an empty one is offered this alone. */
  readonly root?: 'ServiceConfiguration' | 'ServiceDefinition';
}

export interface OfferedCertificate {
  readonly version: CertificateVersion;
  /** Where it was read. */
  readonly subject?: string;
}
