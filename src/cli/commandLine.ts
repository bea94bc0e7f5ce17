import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { type CommandCall, type CommandDefinition, UsageError } from './command';
import { commands } from './commands/commands';
import { exitCodes, type ExitCode } from './exitCode';
import { commandPage, programName, programPage, synopsisParts } from './helpPage';
import type { Terminal } from './terminal';

/** Runs the command in the arguments. Rejects with an AbortError when interrupted, and with unexpected errors. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const definition = commandIn(args);
  try {
    const parsed = parseArguments(args);
    if ('text' in parsed) {
      await terminal.print(parsed.text);
      return exitCodes.fine;
    }
    return await parsed.definition.run({ ...parsed, terminal, clock: Date.now() });
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    const name = definition === undefined ? '' : `${definition.name} `;
    terminal.complain(
      ...[error.message, ...error.advice],
      `Usage: ${definition === undefined ? `${programName} COMMAND [ARGUMENTS]` : synopsisParts(definition).join(' ')}`,
      `To show the options, run: ${programName} ${name}--help`,
    );
    return exitCodes.failed;
  }
}

/** A text that the arguments request, such as the help; or the command to run. */
type Parsed =
  { readonly text: string } | (Pick<CommandCall, 'operands' | 'values'> & { readonly definition: CommandDefinition });

/** What the arguments request. Throws a `UsageError`. */
export function parseArguments(args: readonly string[]): Parsed {
  const [index, chosen] = [commandIndex(args), commandIn(args)];
  const parsed: Parsed[] = [];
  let text = '';
  const program = new Command(programName)
    .description('Checks the certificates of Azure Cloud Services (extended support) configurations against Key Vault.')
    .version(version, '--version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (written) => (text += written), writeErr: () => undefined })
    .configureHelp({ formatHelp: (command, helper) => programPage(commands, command, helper) });
  for (const definition of commands) {
    const command = program
      .command(definition.name)
      .configureHelp({ formatHelp: (own, helper) => commandPage(definition, own, helper) })
      .action(() => {
        parsed.push({ definition, operands: command.args, values: command.opts() });
      });
    definition.options.forEach((option) => command.addOption(option));
    if (definition.operands !== undefined) {
      command.argument('[operands...]');
    }
  }
  try {
    // Options can precede the command.
    const others = args.filter((_, position) => position !== index);
    program.parse(chosen === undefined ? args : [chosen.name, ...others], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    if (error.exitCode !== 0) {
      throw chosen === undefined ? unknownCommand(args[index]) : wrongArguments(error, chosen);
    }
  }
  return parsed[0] ?? { text };
}

function commandIn(args: readonly string[]): CommandDefinition | undefined {
  const written = args[commandIndex(args)];
  return commands.find(({ name }) => name === written);
}

/** The position of the first argument that is neither an option nor the value of one. */
function commandIndex(args: readonly string[]): number {
  const options = commands.flatMap((command) => command.options);
  const takesNext = (arg: string | undefined): boolean =>
    options.some(({ long, short, required }) => required && arg !== undefined && (arg === long || arg === short));
  return args.findIndex((arg, index) => !arg.startsWith('-') && !takesNext(args[index - 1]));
}

function unknownCommand(command: string | undefined): UsageError {
  const names = commands.map(({ name }) => name);
  return command === undefined
    ? new UsageError('No command specified.', 'To check the current folder, run: check')
    : new UsageError(
        `Unknown command "${command}". The commands are ${names.map((name) => `"${name}"`).join(', ')}.`,
        `To check a file or folder with that name, run: check ${command}`,
      );
}

/** An error of the parser as ours: it starts with `error: ` and a lowercase letter. */
function wrongArguments({ code, message }: CommanderError, { name, options }: CommandDefinition): UsageError {
  const [first = '', ...advice] = message.replace(/^error: /, '').split('\n');
  const flag = /'(--[^'=]*)/.exec(first)?.[1];
  if (code === 'commander.unknownOption' && flag !== undefined) {
    if (options.some(({ long }) => long === flag)) {
      return new UsageError(`${flag} takes no value.`);
    }
    if (commands.some((command) => command.options.some(({ long }) => long === flag))) {
      return new UsageError(`${flag} is not an option of ${name}.`);
    }
  }
  return new UsageError(first.charAt(0).toUpperCase() + first.slice(1), ...advice);
}
