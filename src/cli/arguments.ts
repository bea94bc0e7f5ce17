import { parseArgs } from 'node:util';
import { formatMessage } from '../cscfg/text/message';
import type { VaultAddress } from '../vault/address';
import { parseVaultReference } from '../vault/reference';
import type { FailOn } from './exitCode';
import { parseMoment } from './moment';
import { UsageError } from './usage';

export type Format = 'text' | 'json';

export interface CheckRequest {
  /** Files and folders as given; the current folder where none was. */
  readonly paths: readonly string[];
  /** Each vault once. */
  readonly vaults: readonly VaultAddress[];
  readonly offline: boolean;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly expiryWarningDays: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Request =
  { readonly kind: 'help' } | { readonly kind: 'version' } | { readonly kind: 'check'; readonly check: CheckRequest };

const options = {
  vault: { type: 'string', multiple: true },
  offline: { type: 'boolean' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  'expiry-days': { type: 'string' },
  now: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** What the arguments after the program's name ask for. `clock`: milliseconds since 1970. Throws a `UsageError`. */
export function parseArguments(args: readonly string[], clock: number): Request {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    return { kind: 'help' };
  }
  if (values.version === true) {
    return { kind: 'version' };
  }
  const [command, ...paths] = positionals;
  if (command !== 'check') {
    throw unknownCommand(command);
  }
  const check: CheckRequest = {
    paths: paths.length === 0 ? ['.'] : paths,
    vaults: vaultAddresses(values.vault ?? []),
    offline: values.offline === true,
    format: oneOf('--format', values.format, ['text', 'json']),
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'never']),
    expiryWarningDays: values['expiry-days'] === undefined ? 30 : days(values['expiry-days']),
    now: values.now === undefined ? clock : moment(values.now),
  };
  return { kind: 'check', check };
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parsed(args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = '', ...advice] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(message, ...advice);
  }
}

function unknownCommand(command: string | undefined): UsageError {
  return command === undefined
    ? new UsageError('No command was given.', 'To check the current folder, write: check')
    : new UsageError(
        `“${command}” is no command; there is only “check”.`,
        `To check a file or folder of that name, write: check ${command}`,
      );
}

function vaultAddresses(references: readonly string[]): readonly VaultAddress[] {
  const addresses = new Map<string, VaultAddress>();
  for (const reference of references) {
    const parsed = parseVaultReference(reference);
    if (!parsed.ok) {
      throw new UsageError(`--vault: ${formatMessage(parsed.message)}`);
    }
    addresses.set(parsed.address.url, parsed.address);
  }
  return [...addresses.values()];
}

/** The first of the choices is the default. */
function oneOf<Choice extends string>(
  option: string,
  value: string | undefined,
  choices: readonly [Choice, ...(readonly Choice[])],
): Choice {
  const chosen = value === undefined ? choices[0] : choices.find((choice) => choice === value);
  if (chosen === undefined) {
    throw new UsageError(`${option} is one of ${choices.join(', ')}, not “${String(value)}”.`);
  }
  return chosen;
}

function days(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(count)) {
    throw new UsageError(`--expiry-days is a whole number of days from 0 on, not “${value}”.`);
  }
  return count;
}

function moment(value: string): number {
  const time = parseMoment(value);
  if (time === undefined) {
    throw new UsageError(`--now is a time such as 2027-01-31T00:00:00Z, not “${value}”.`);
  }
  return time;
}
