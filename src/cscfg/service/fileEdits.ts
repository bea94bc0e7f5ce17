import type { TextEdit } from '../text/span';

/** Edits of one file of a service, by the address that the service gives it. */
export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}
