import { type CscfgDocument, parseCscfg } from '../cscfg/document';
import { readText } from './readTexts';

/** The most parsed texts in memory, and their most characters: a tree takes several times the memory of its text. */
const mostDocuments = 250;
const mostCharacters = 1_000_000;
/** The number of uses of other files after which a file is dropped: usually, and at most in large services. */
const fewestUses = 100;
const mostUses = 1000;

/**
 * The parsed files in memory: those that were used a short while ago, so that the memory for a check does not grow with
 * the number of files.
 */
export class Documents {
  /** In the order in which they were parsed. A ring: a Map keeps entries that come and go until a full collection. */
  private readonly ring: (ParsedFile | undefined)[] = Array.from({ length: mostDocuments }, () => undefined);
  private first = 0;
  private count = 0;
  private characters = 0;
  private uses = 0;
  private longest = fewestUses;

  /** The number of uses of all files before this one. */
  use(): number {
    return this.uses++;
  }

  /** A file is parsed again, which was last used at this number of uses: if that was recent, it was dropped too early. */
  missed(used: number): void {
    if (this.uses - used < mostUses) {
      this.longest = Math.min(2 * this.longest, mostUses);
    }
  }

  add(file: ParsedFile, characters: number): void {
    this.characters += characters;
    for (let oldest = this.ring[this.first]; oldest !== undefined; oldest = this.ring[this.first]) {
      const isFull = this.count === mostDocuments || this.characters > mostCharacters;
      if (!isFull && this.uses - oldest.used <= this.longest) {
        break;
      }
      this.characters -= oldest.drop();
      this.ring[this.first] = undefined;
      this.first = (this.first + 1) % mostDocuments;
      this.count--;
    }
    this.ring[(this.first + this.count) % mostDocuments] = file;
    this.count++;
  }
}

/** A file that could be read. It is parsed when it is needed, and read again if it is no longer in memory. */
export class ParsedFile {
  private parsed: CscfgDocument | undefined;
  /** The number of uses of all files before the last one of this file. */
  used: number;

  constructor(
    readonly path: string,
    text: string,
    /** The file starts with a byte order mark. */
    readonly bom: boolean,
    private readonly documents: Documents,
  ) {
    this.used = documents.use();
    this.parse(text);
  }

  /** Throws if the file can no longer be read. */
  get document(): CscfgDocument {
    const last = this.used;
    this.used = this.documents.use();
    if (this.parsed !== undefined) {
      return this.parsed;
    }
    this.documents.missed(last);
    const read = readText(this.path);
    if (!('text' in read)) {
      throw new Error(`${this.path}: ${read.message}. It changed during the check.`);
    }
    return this.parse(read.text);
  }

  /** Frees the memory of the parsed text; returns its number of characters. */
  drop(): number {
    const characters = this.parsed?.text.length ?? 0;
    this.parsed = undefined;
    return characters;
  }

  private parse(text: string): CscfgDocument {
    const document = parseCscfg(text);
    this.parsed = document;
    this.documents.add(this, text.length);
    return document;
  }
}
