/**
 * Texts that stand where a thumbprint will: tokens that a release pipeline fills in, words that ask the reader to, and
 * the zeros of samples. All forms were seen in public .cscfg files and in the documentation of pipelines.
 */

/** Tokens that are recognized within a longer value, because their delimiters have no other meaning. */
const anywhere: readonly RegExp[] = [
  /#\{[^{}]+\}#?/,
  /\$\([^()]+\)/,
  /\$\{[^{}]+\}/,
  /\{\{[^{}]+\}\}/,
  /@@[^@]+@@/,
  /__(?:[^_\s]|_(?!_))+__/,
];

/** Tokens that must be the whole value. */
const whole: readonly RegExp[] = [/^%[^%]+%$/, /^\$[^$]+\$$/, /^\[[^[\]]+\]$/, /^<[^<>]+>$/];

/** Octopus chooses one of the texts in between, which may be thumbprints: `#{if Production}…#{else}…#{/if}`. */
const octopusBlock = /#\{\s*(?:if|unless|each)\s/;

/** A thumbprint in brackets is not a placeholder. */
const fortyDigits = /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/i;

const zeros = /^0+$/;
/** A sample value of Microsoft's bots: `ABC`, zeros, `CBA`. */
const sample = /^ABC0{6,}CBA$/;
const filler = /^(?:x{2,}|n\/?a|[*.?…_-]+)$/i;

const words: ReadonlySet<string> = new Set(
  (
    'your my here copy paste insert enter replace fill put add todo tbd fixme changeme change me placeholder dummy ' +
    'sample example none null empty undefined unknown thumb print'
  ).split(' '),
);

/** Whether the value is zeros, a token or the like; `digits` is the value without separators, in upper case. */
export function isPlaceholder(value: string, digits: string): boolean {
  return zeros.test(digits) || sample.test(digits) || filler.test(value) || filler.test(digits) || isToken(value);
}

/** Whether the value is or contains a token that a tool replaces. */
export function isToken(value: string): boolean {
  if (!/[#$({@_%[<]/.test(value)) {
    return false;
  }
  if (octopusBlock.test(value)) {
    return true;
  }
  const isFilled = fortyDigits.test(value) && !/(?:0{40}|ABC0{34}CBA)/i.test(value);
  return !isFilled && [...anywhere, ...whole].some((token) => token.test(value));
}

/** Words for a reader, of which one is about thumbprints or filling in, and no long run of digits beside them. */
export function isProse(value: string): boolean {
  if (/(?:[0-9a-f][ :-]?){16}/i.test(value)) {
    return false;
  }
  const spoken = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return spoken.some((word) => words.has(word) || /thumbprint|placeholder/.test(word));
}
