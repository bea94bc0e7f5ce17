import { createHash } from 'node:crypto';
import type { CscfgDocument } from '../cscfg/document';
import type { Finding } from '../cscfg/rules/rule';
import { lineStart } from '../text/lines';

/** Gives each finding of one file its fingerprint, in the order of the findings. */
export type Fingerprints = (finding: Pick<Finding, 'code' | 'span' | 'name'>) => string;

/**
 * A fingerprint depends on the rule, on the text of the line without its indentation, and on a name in the problem, but
 * not on the place of the line, nor on the message, which can contain a date. Equal findings are numbered.
 */
export function fingerprintsIn(text: CscfgDocument['text']): Fingerprints {
  const counts = new Map<string, number>();
  return ({ code, span, name = '' }) => {
    const start = lineStart(text, span.start);
    const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
    const key = [code, name, line.trim().replace(/\s+/g, ' ')].join('\0');
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return createHash('sha256')
      .update(`${key}\0${String(count)}`)
      .digest('hex')
      .slice(0, 32);
  };
}
