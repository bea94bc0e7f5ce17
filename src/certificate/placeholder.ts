/** Tokens, words for the reader, zeros of samples: all forms occur in public .cscfg files or documentation. */

/** Found within a longer value, because their delimiters have no other meaning. */
const anywhere: readonly RegExp[] = [
  /#\{[^{}]+\}#?/,
  /\$\([^()]+\)/,
  /\$\{[^{}]+\}/,
  /\{\{[^{}]+\}\}/,
  /@@[^@]+@@/,
  /__(?:[^_\s]|_(?!_))+__/,
];

const whole: readonly RegExp[] = [/^%[^%]+%$/, /^\$[^$]+\$$/, /^\[[^[\]]+\]$/, /^<[^<>]+>$/];

/** Octopus chooses one of the texts in it, which may be thumbprints: `#{if Production}…#{else}…#{/if}`. */
const octopusBlock = /#\{\s*(?:if|unless|each)\s/;

/** A thumbprint in brackets is not a placeholder. */
const fortyDigits = /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/i;

const zeros = /^0+$/;
/** A sample value of Microsoft's bots. */
const sample = /^ABC0{6,}CBA$/;
const filler = /^(?:x{2,}|n\/?a|[*.?…_-]+)$/i;

const words: ReadonlySet<string> = new Set(
  (
    'your my here copy paste insert enter replace fill put add todo tbd fixme changeme change me placeholder dummy ' +
    'sample example none null empty undefined unknown thumb print'
  ).split(' '),
);

/** `digits`: the value without separators, in upper case. */
export function isPlaceholder(value: string, digits: string): boolean {
  return zeros.test(digits) || sample.test(digits) || filler.test(value) || filler.test(digits) || isToken(value);
}

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

/** Words about thumbprints or filling something in, without a long run of digits. */
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
