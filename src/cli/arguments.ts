import { parseArgs } from 'node:util';
import { similarity } from '../certificate/similarity';
import { resembling } from '../text/misspelling';
import { type RuleLevels, severityLevel, severityLevels } from '../check/ruleLevels';
import { rules } from '../cscfg/rules/rules';
import {
  type DeploymentTarget,
  deploymentTargets,
  type OsProfileFormat,
  osProfileFormats,
} from '../deployment/osProfile';
import { parseVaultReference, type VaultAddress } from '../vault/address';
import type { FailOn } from './exitCode';

/** The common part of ISO 8601: a date, or a date and time with optional time zone. */
const iso = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds since 1970, or undefined if it is not a time. UTC without a time zone, whatever the machine's is. */
export function parseMoment(text: string): number | undefined {
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

/** Invalid usage, with advice on what to run instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly advice: readonly string[];

  constructor(message: string, ...advice: readonly string[]) {
    super(message);
    this.advice = advice;
  }
}

export const usage = `Usage: node cli.js check [PATH…] [--vault NAME|URL]… [--offline] [--format text|json]
                         [--rule CODE=LEVEL]… [--fail-on error|warning|never] [--expiry-days N]
                         [--now ISO]
       node cli.js inventory [PATH…] [--vault NAME|URL]… [--offline] [--format csv|json] [--expiry-days N]
                             [--now ISO]
       node cli.js osprofile [PATH…] --vault NAME|URL… [--format json|bicep|powershell|rest]
                             [--target cloudService|vmss]
       node cli.js fix [PATH…] --roll-over --vault NAME|URL… [--also GLOB]… [--likely] [--diff|--write]
                       [--now ISO]
       node cli.js --help | --version`;

export const help = `Checks the certificates of Azure Cloud Services (extended support) configurations against Key Vault.

${usage}

  check             Report problems. Only this command has the options --rule and --fail-on.
  inventory         List the certificates of all configurations.
  osprofile         Write the osProfile.secrets that a deployment of the configurations needs.
  fix               With --roll-over: replace every outdated or expired certificate with its newest usable
                    version, in the configurations, and in the deployment templates and parameter files in
                    the given folders.

  PATH…             Files, or folders. A folder stands for all *.cscfg and *.csdef files in it and its
                    subfolders, except in node_modules, bin, obj and .git, and in linked folders. Default: the
                    current folder. The inventory is that of the *.cscfg files.
  --vault NAME|URL  Key vault to read: its name, URL or resource ID, or an identifier in it. Repeatable.
  --offline         Do not read key vaults. Every well-formed thumbprint is "unverified".
  --format FORMAT   Output format of check: text (default) or json; of inventory: csv (default) or json;
                    of osprofile: json (default), bicep, powershell or rest.
  --rule CODE=LEVEL Report a rule as error, warning, information, or hint, or switch it off. Repeat the option
                    for several rules. Overrides cscfg.rules.* of the nearest .vscode/settings.json.
  --fail-on LEVEL   Lowest severity that sets exit code 1: error (default), warning or never.
  --expiry-days N   Report certificates that expire within N days. Default: 30.
  --now ISO         Evaluate validity at this time, such as 2027-01-31T00:00:00Z. Without a time zone: UTC.
                    Default: the current time.
  --                Treat all following arguments as paths, even if they start with a hyphen.
  --target TARGET   What osprofile writes the secrets for: cloudService (default) or vmss, a virtual machine
                    scale set.
  --also GLOB       Other text files for fix, such as "src/**/web.config". Repeatable. * and ? stand for a
                    part of a name, ** for any number of folders. Quote it: the shell must not expand it.
  --likely          fix also makes changes that are only likely: a deployment can override the value.
  --diff            fix prints the changes as a unified diff and writes nothing. Default.
  --write           fix writes the changes. Each file is written whole or not at all.
  -h, --help        Show this help.
  --version         Show the version.

osprofile writes for a JSON template (default), Bicep, Azure PowerShell, or the body of a REST request.
Certificates that are left out are listed on standard error. Specify a key vault by its resource ID to get
that ID in the result. Otherwise the vault is expected in the resource group of the deployment.

Exit codes. If more than one applies, 2 takes precedence over 3, and 3 over 1:

  0                 No findings at or above --fail-on.
  1                 Findings at or above --fail-on. osprofile: a certificate was left out. fix: a certificate
                    was not rolled over, or a change is only likely.
  2                 Invalid usage, a file or folder that cannot be read, a PATH without .cscfg files, or an
                    unexpected error. All other files are still checked.
  3                 A key vault cannot be read, or a thumbprint is "unverified" although vaults were read.
  130               Canceled with Ctrl+C.

The report is written to standard output, errors to standard error. Key vaults are read with
DefaultAzureCredential: environment variables, workload identity, managed identity, Azure CLI and others.
NODE_DEBUG=cscfg writes every request to a key vault, without tokens, to standard error.
`;

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

export interface CheckRequest extends JudgeRequest {
  readonly format: 'text' | 'json';
  /** By the rules' codes; they override the levels of the folders' settings. */
  readonly levels: RuleLevels;
  readonly failOn: FailOn;
}

export interface InventoryRequest extends JudgeRequest {
  readonly format: 'csv' | 'json';
}

export interface OsProfileRequest extends Pick<JudgeRequest, 'paths' | 'vaults' | 'now'> {
  readonly format: OsProfileFormat;
  readonly target: DeploymentTarget;
}

export interface FixRequest extends Pick<JudgeRequest, 'paths' | 'vaults' | 'now'> {
  /** The globs of other text files. */
  readonly also: readonly string[];
  /** Also make changes that are only likely. */
  readonly likely: boolean;
  /** Write the files instead of printing a diff. */
  readonly write: boolean;
}

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'check'; readonly check: CheckRequest }
  | { readonly kind: 'inventory'; readonly inventory: InventoryRequest }
  | { readonly kind: 'osprofile'; readonly osprofile: OsProfileRequest }
  | { readonly kind: 'fix'; readonly fix: FixRequest };

const options = {
  vault: { type: 'string', multiple: true },
  offline: { type: 'boolean' },
  format: { type: 'string' },
  rule: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'expiry-days': { type: 'string' },
  now: { type: 'string' },
  target: { type: 'string' },
  'roll-over': { type: 'boolean' },
  also: { type: 'string', multiple: true },
  likely: { type: 'boolean' },
  diff: { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const onlyForFix = ['roll-over', 'also', 'likely', 'diff', 'write'] as const;

/** The request in the arguments. `clock`: milliseconds since 1970. Throws a `UsageError`. */
export function parseArguments(args: readonly string[], clock: number): Request {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    return { kind: 'help' };
  }
  if (values.version === true) {
    return { kind: 'version' };
  }
  const [command, ...paths] = positionals;
  switch (command) {
    case 'check': {
      refuse(command, values, ['target', ...onlyForFix]);
      const check: CheckRequest = {
        ...judgeRequest(values, paths, clock),
        format: oneOf('--format', values.format, ['text', 'json']),
        levels: ruleLevels(values.rule ?? []),
        failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'never']),
      };
      return { kind: 'check', check };
    }
    case 'inventory': {
      refuse(command, values, ['rule', 'fail-on', 'target', ...onlyForFix]);
      const format = oneOf('--format', values.format, ['csv', 'json']);
      return { kind: 'inventory', inventory: { ...judgeRequest(values, paths, clock), format } };
    }
    case 'osprofile':
      return { kind: 'osprofile', osprofile: osProfileRequest(values, paths, clock) };
    case 'fix':
      return { kind: 'fix', fix: fixRequest(values, paths, clock) };
    default:
      throw unknownCommand(command);
  }
}

function judgeRequest(values: Values, paths: readonly string[], clock: number): JudgeRequest {
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    vaults: vaultAddresses(values.vault ?? []),
    offline: values.offline === true,
    expiryWarningDays: values['expiry-days'] === undefined ? 30 : days(values['expiry-days']),
    now: values.now === undefined ? clock : moment(values.now),
  };
}

function osProfileRequest(values: Values, paths: readonly string[], clock: number): OsProfileRequest {
  refuse('osprofile', values, ['offline', 'rule', 'fail-on', 'expiry-days', ...onlyForFix]);
  const vaults = vaultAddresses(values.vault ?? []);
  if (vaults.length === 0) {
    throw new UsageError('osprofile requires the key vaults of the certificates: --vault NAME|URL.');
  }
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    vaults,
    format: oneOf('--format', values.format, osProfileFormats),
    target: oneOf('--target', values.target, deploymentTargets),
    now: values.now === undefined ? clock : moment(values.now),
  };
}

function fixRequest(values: Values, paths: readonly string[], clock: number): FixRequest {
  refuse('fix', values, ['offline', 'rule', 'fail-on', 'expiry-days', 'format', 'target']);
  if (values['roll-over'] !== true) {
    throw new UsageError('Specify what to fix: --roll-over.');
  }
  if (values.diff === true && values.write === true) {
    throw new UsageError('Specify either --diff or --write.');
  }
  const vaults = vaultAddresses(values.vault ?? []);
  if (vaults.length === 0) {
    throw new UsageError('--roll-over requires the key vaults of the certificates: --vault NAME|URL.');
  }
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    vaults,
    also: values.also ?? [],
    likely: values.likely === true,
    write: values.write === true,
    now: values.now === undefined ? clock : moment(values.now),
  };
}

/** An option without an effect is a mistake. */
function refuse(command: string, values: Values, others: readonly (keyof Values)[]): void {
  const given = others.find((option) => values[option] !== undefined);
  if (given !== undefined) {
    throw new UsageError(`--${given} is not an option of ${command}.`);
  }
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
type Values = Parsed['values'];

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
    ? new UsageError('No command specified.', 'To check the current folder, run: check')
    : new UsageError(
        `Unknown command "${command}". The commands are "check", "inventory", "osprofile" and "fix".`,
        `To check a file or folder with that name, run: check ${command}`,
      );
}

function vaultAddresses(references: readonly string[]): readonly VaultAddress[] {
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

/** Of several levels for a rule, the last one. */
function ruleLevels(texts: readonly string[]): RuleLevels {
  return Object.fromEntries(
    texts.map((text) => {
      const [code = '', value, ...rest] = text.split('=');
      if (value === undefined || rest.length > 0) {
        throw new UsageError(`--rule requires CODE=LEVEL, such as certificate-expiring=error, not "${text}".`);
      }
      const codes = rules.map((rule) => rule.code);
      if (!codes.includes(code)) {
        throw new UsageError(`--rule: There is no rule "${code}".`, `Did you mean "${nearest(code, codes)}"?`);
      }
      const level = severityLevel(value);
      if (level === undefined) {
        const meant = `Did you mean "${nearest(value, severityLevels)}"?`;
        throw new UsageError(`--rule: The level is one of ${severityLevels.join(', ')}, not "${value}".`, meant);
      }
      return [code, level];
    }),
  );
}

function nearest(written: string, names: readonly string[]): string {
  const likeness = (name: string): number => similarity(written, name);
  return resembling(written, names) ?? [...names].sort((a, b) => likeness(b) - likeness(a))[0] ?? '';
}

/** The first choice is the default. */
function oneOf<Choice extends string>(
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

function moment(value: string): number {
  const time = parseMoment(value);
  if (time === undefined) {
    throw new UsageError(`Invalid value "${value}" for --now. Enter a time such as 2027-01-31T00:00:00Z.`);
  }
  return time;
}
