import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../src/cscfg/document';
import { check } from '../../src/cscfg/rules/check';
import { rules } from '../../src/cscfg/rules/rules';
import { decodeText } from '../../src/text/decode';
import { LineIndex } from '../../src/text/lines';
import { corpus, hasCorpus } from './files';
import { serviceFindings } from './service';

/**
 * `npm run corpus [rule…]`: prints what every rule reports in other people's files, without a vault, for review: a
 * wrong finding is an error of the rule.
 */
function main(named: readonly string[]): void {
  if (!hasCorpus) {
    console.log(`There is no ${corpus}: nothing to judge.`);
    return;
  }
  const found = new Map<string, string[]>(rules.map(({ code }) => [code, []]));
  let files = 0;
  for (const { path, service } of serviceFindings(corpus)) {
    const decoded = decodeText(readFileSync(`${corpus}/${path}`));
    if (!decoded.ok) {
      continue;
    }
    files++;
    const lines = new LineIndex(decoded.text);
    const context = {
      verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }) as const,
      inventory: [],
      now: 0,
      levels: {},
      ...(service === undefined ? {} : { service }),
    };
    for (const { code, severity, span, message } of check(parseCscfg(decoded.text), context)) {
      const place = `${path}:${String(lines.positionAt(span.start).line + 1)}`;
      found.get(code)?.push(`  ${place}: ${severity}: ${message}`);
    }
  }
  for (const [code, findings] of found) {
    if (named.length === 0 || named.includes(code)) {
      console.log(`\n${code}: ${String(findings.length)}`);
      findings.forEach((line) => {
        console.log(line);
      });
    }
  }
  console.log(`\n${String(files)} files`);
}

main(process.argv.slice(2));
