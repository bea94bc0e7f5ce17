import { Option } from 'commander';
import type { ExitCode } from './exitCode';
import type { Terminal } from './terminal';

/** A command of the command line: a file in `commands`, and a line in `commands/commands.ts`. */
export interface CommandDefinition<Values extends object = object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What the synopsis calls the operands, such as `[PATH…]`; absent if the command takes none. */
  readonly operands?: string;
  /** Options with the same flags take a value in all commands, or in none. */
  readonly options: readonly Option[];
  /** Those of the options that must be specified. */
  readonly required?: readonly Option[];
  readonly help: HelpPage;
  /** Rejects with a `UsageError`, with an AbortError when interrupted, and with unexpected errors. */
  run(call: CommandCall<Values>): Promise<ExitCode>;
}

/** What the user wrote, and what the command runs with. */
export interface CommandCall<Values extends object = object> {
  readonly operands: readonly string[];
  /** The values of the options as written, by their names in camel case; absent if not specified. */
  readonly values: Partial<Values>;
  readonly terminal: Terminal;
  /** The current time in milliseconds since 1970. */
  readonly clock: number;
}

/** The sections of a help page that the options do not give. */
export interface HelpPage {
  /** Paragraphs. */
  readonly description: readonly string[];
  /** Arguments of the program, and what they do. */
  readonly examples: readonly Item[];
  readonly exitCodes: readonly Item[];
  readonly environment: readonly Item[];
}

/** A term and its description. */
export type Item = readonly [term: string, description: string];

/** Invalid usage, with advice on what to run instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly advice: readonly string[];

  constructor(message: string, ...advice: readonly string[]) {
    super(message);
    this.advice = advice;
  }
}

const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];

/** An option that can be repeated, with a list of values. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect);
}

export function isRepeatable({ parseArg }: Option): boolean {
  return parseArg !== undefined;
}
