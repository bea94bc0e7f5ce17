import type { Command, Help, Option } from 'commander';
import { type CommandDefinition, type HelpPage, isRepeatable, type Item } from './command';

/** The name of the program in help and errors. */
export const programName = 'cscfg-certificates';

/** The most columns of a help page, because longer lines are hard to read. */
const mostColumns = 100;

/** The exit codes that mean the same for all commands with files and key vaults. */
export const commonExitCodes: readonly Item[] = [
  [
    '2',
    'Invalid usage, a file or folder that cannot be read, a PATH without .cscfg files, or an unexpected error. All other files are still read. Takes precedence over 1 and 3.',
  ],
  [
    '3',
    'A key vault cannot be read, or a thumbprint is "unverified" although vaults were read. Takes precedence over 1.',
  ],
  ['130', 'Canceled with Ctrl+C.'],
];

/** The environment of the commands that read key vaults. */
export const vaultEnvironment: readonly Item[] = [
  [
    'AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_FEDERATED_TOKEN_FILE, …',
    'The identity that reads the key vaults, as for all tools that use DefaultAzureCredential. Without these variables: a managed identity, the Azure CLI, and others.',
  ],
  ['HTTPS_PROXY, NO_PROXY', 'The proxy for requests to Azure.'],
  ['NODE_EXTRA_CA_CERTS', 'A file with the certificates of additional authorities, such as that of a proxy.'],
  ['NODE_DEBUG=cscfg', 'Write every request to a key vault to standard error, without tokens.'],
];

/** The arguments of a command: `check [PATH…] [--vault NAME|URL]…`. */
export function synopsisParts({ name, operands, options, required = [] }: CommandDefinition): readonly string[] {
  const written = options.map((option) => {
    const flags = plainFlags(option);
    return `${required.includes(option) ? flags : `[${flags}]`}${isRepeatable(option) ? '…' : ''}`;
  });
  return [`${programName} ${name}`, ...(operands === undefined ? [] : [operands]), ...written];
}

/** `--vault NAME|URL` */
function plainFlags({ flags }: Option): string {
  return flags.replace(/[<>]/g, '');
}

/** The page of one command: synopsis, description, options, examples, exit codes, and environment. */
export function commandPage(definition: CommandDefinition, command: Command, helper: Help): string {
  const { examples, exitCodes, environment }: HelpPage = definition.help;
  const width = Math.min(helper.helpWidth ?? mostColumns, mostColumns);
  const options = helper.visibleOptions(command).map((option): Item => [plainFlags(option), option.description]);
  const commands = examples.map(([line, effect]): Item => [`${programName} ${line}`, effect]);
  return [
    ['Usage:', wrapped(synopsisParts(definition), width)],
    ...[definition.summary, ...definition.help.description].map((text) => [helper.boxWrap(text, width)]),
    ['Options:', ...itemsBeside(options, width, helper)],
    ['Examples:', ...itemsBelow(commands, width, helper)],
    ['Exit codes:', ...itemsBeside(exitCodes, width, helper)],
    ['Environment:', ...itemsBelow(environment, width, helper)],
  ]
    .filter(([title, first]) => first !== undefined || title?.endsWith(':') === false)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The page of the program: what it does, and its commands. */
export function programPage(definitions: readonly CommandDefinition[], command: Command, helper: Help): string {
  const width = Math.min(helper.helpWidth ?? mostColumns, mostColumns);
  const commands = definitions.map(({ name, summary }): Item => [name, summary]);
  const options = helper.visibleOptions(command).map((option): Item => [plainFlags(option), option.description]);
  return [
    ['Usage:', `  ${programName} COMMAND [ARGUMENTS]`, `  ${programName} --help | --version`],
    [helper.boxWrap(command.description(), width)],
    ['Commands:', ...itemsBeside(commands, width, helper)],
    ['Options:', ...itemsBeside(options, width, helper)],
    [`To show the options, examples, and exit codes of a command, run: ${programName} COMMAND --help`],
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Descriptions next to their terms. */
function itemsBeside(items: readonly Item[], width: number, helper: Help): readonly string[] {
  const termWidth = Math.max(...items.map(([term]) => Math.min(term.length, 24)));
  helper.helpWidth = width;
  return items.flatMap(([term, description]) =>
    term.length > termWidth
      ? [`  ${term}`, helper.formatItem('', termWidth, description, helper)]
      : [helper.formatItem(term, termWidth, description, helper)],
  );
}

/** Descriptions below their terms, which can be long. */
function itemsBelow(items: readonly Item[], width: number, helper: Help): readonly string[] {
  const indent = ' '.repeat(6);
  return items.flatMap(([term, description]) => [
    `  ${term}`,
    indent + helper.boxWrap(description, width - indent.length).replaceAll('\n', `\n${indent}`),
  ]);
}

/** The parts of a synopsis, which do not break within a part. */
function wrapped(parts: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined) {
      lines.push(`  ${part}`);
    } else if (last.length + part.length + 1 <= width) {
      lines[lines.length - 1] = `${last} ${part}`;
    } else {
      lines.push(`      ${part}`);
    }
  }
  return lines.join('\n');
}
