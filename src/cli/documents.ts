import { type CscfgDocument, parseCscfg } from '../cscfg/document';
import { readText } from './readTexts';

/** The most characters of parsed texts in memory; a tree takes several times the memory of its text. */
const mostCharacters = 1_000_000;

/**
 * Parsed files, read again if they were not used for a while: the memory for a check does not grow with the number of
 * files.
 */
export class Documents {
  /** The least recently used first. */
  private readonly parsed = new Map<string, CscfgDocument>();
  private characters = 0;

  /** Throws if the file can no longer be read. */
  of(path: string): CscfgDocument {
    const known = this.parsed.get(path);
    if (known !== undefined) {
      this.parsed.delete(path);
      this.parsed.set(path, known);
      return known;
    }
    const read = readText(path);
    if (!('text' in read)) {
      throw new Error(`${path}: ${read.message}. It changed during the check.`);
    }
    return this.add(path, read.text);
  }

  add(path: string, text: string): CscfgDocument {
    const document = parseCscfg(text);
    this.parsed.set(path, document);
    this.characters += text.length;
    for (const [oldest, { text: old }] of this.parsed) {
      if (this.characters <= mostCharacters || oldest === path) {
        break;
      }
      this.parsed.delete(oldest);
      this.characters -= old.length;
    }
    return document;
  }
}
