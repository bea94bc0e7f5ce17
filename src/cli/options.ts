import { Option } from 'commander';
import { similarity } from '../certificate/similarity';
import { resembling } from '../text/misspelling';
import { parseVaultReference, type VaultAddress } from '../vault/address';
import { repeatable, UsageError } from './command';

/** The common part of ISO 8601: a date, or a date and time with optional time zone. */
const iso = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds since 1970, or undefined if it is not a time. UTC without a time zone, not the time zone of the machine. */
function parseMoment(text: string): number | undefined {
  const [, date, zone] = iso.exec(text) ?? [];
  if (date === undefined) {
    return undefined;
  }
  const time = Date.parse(text.includes('T') && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(time) || !isDay(date) ? undefined : time;
}

/** `Date` accepts February 31 as a day in March. */
function isDay(date: string): boolean {
  return new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
}

/** The options of all commands that judge certificates. */
export const judgeOptions = {
  vault: repeatable(
    '--vault <NAME|URL>',
    'Key vault to read: its name, URL or resource ID, or an identifier in it. Repeat the option for several vaults.',
  ),
  offline: new Option('--offline', 'Do not read key vaults. Every well-formed thumbprint is "unverified".'),
  expiryDays: new Option('--expiry-days <N>', 'Report certificates that expire within N days. Default: 30.'),
  now: new Option(
    '--now <ISO>',
    'Evaluate validity at this time, such as 2027-01-31T00:00:00Z. Without a time zone: UTC. Default: the current time.',
  ),
} as const;

export interface JudgeValues {
  readonly vault: readonly string[];
  readonly offline: true;
  readonly expiryDays: string;
  readonly now: string;
}

/** What all commands that judge certificates read. */
export interface JudgeRequest {
  /** Files and folders; default: the current folder. */
  readonly paths: readonly string[];
  /** Without duplicates. */
  readonly vaults: readonly VaultAddress[];
  readonly offline: boolean;
  readonly expiryWarningDays: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The request in the operands and values. `clock`: milliseconds since 1970. Throws a `UsageError`. */
export function judgeRequest(operands: readonly string[], values: Partial<JudgeValues>, clock: number): JudgeRequest {
  return {
    paths: pathsIn(operands),
    vaults: vaultAddresses(values.vault ?? []),
    offline: values.offline === true,
    expiryWarningDays: values.expiryDays === undefined ? 30 : days(values.expiryDays),
    now: momentIn(values.now, clock),
  };
}

/** Default: the current folder. */
export function pathsIn(operands: readonly string[]): readonly string[] {
  return operands.length === 0 ? ['.'] : operands;
}

/** Without duplicates. Throws a `UsageError`. */
export function vaultAddresses(references: readonly string[]): readonly VaultAddress[] {
  const addresses = new Map<string, VaultAddress>();
  for (const reference of references) {
    const parsed = parseVaultReference(reference);
    if (!parsed.ok) {
      throw new UsageError(`--vault: ${parsed.message}`);
    }
    addresses.set(parsed.address.url, parsed.address);
  }
  return [...addresses.values()];
}

/** The name that is most like what was written. */
export function nearest(written: string, names: readonly string[]): string {
  const likeness = (name: string): number => similarity(written, name);
  return resembling(written, names) ?? [...names].sort((a, b) => likeness(b) - likeness(a))[0] ?? '';
}

/** The first choice is the default. */
export function oneOf<Choice extends string>(
  option: string,
  value: string | undefined,
  choices: readonly [Choice, ...(readonly Choice[])],
): Choice {
  const chosen = value === undefined ? choices[0] : choices.find((choice) => choice === value);
  if (chosen === undefined) {
    throw new UsageError(`Invalid value "${String(value)}" for ${option}. Valid values: ${choices.join(', ')}.`);
  }
  return chosen;
}

function days(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(count)) {
    throw new UsageError(`Invalid value "${value}" for --expiry-days. Enter a whole number of days, 0 or greater.`);
  }
  return count;
}

/** The time of `--now`, or the current time. */
export function momentIn(value: string | undefined, clock: number): number {
  const time = value === undefined ? clock : parseMoment(value);
  if (time === undefined) {
    throw new UsageError(`Invalid value "${String(value)}" for --now. Enter a time such as 2027-01-31T00:00:00Z.`);
  }
  return time;
}
