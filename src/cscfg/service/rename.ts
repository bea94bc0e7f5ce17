import type { CscfgDocument } from '../document';
import { escapeAttribute } from '../edits/escape';
import type { TextEdit } from '../text/span';
import type { FileEdits } from './fileEdits';
import { occurrencesInService, occurrencesOf } from './occurrences';
import type { Service } from './service';
import type { Occurrence, ServiceSymbol } from './symbol';

/** Gives the symbol another name wherever files of the service write it. Whether it may have it is not asked here. */
export function renameInService(service: Service, symbol: ServiceSymbol, newName: string): readonly FileEdits[] {
  return occurrencesInService(service, symbol).map(({ file: { file }, occurrences }) => ({
    file,
    edits: occurrences.map((one) => renamed(one, newName)),
  }));
}

/** The same within one file alone. */
export function renameInDocument(document: CscfgDocument, symbol: ServiceSymbol, newName: string): readonly TextEdit[] {
  return occurrencesOf(document, symbol).map((one) => renamed(one, newName));
}

function renamed({ span, quote }: Occurrence, newName: string): TextEdit {
  return { ...span, newText: escapeAttribute(newName, quote) };
}
