import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './command';
import { azurePipelinesWriter, githubWriter } from './formats/annotations';
import { jsonWriter } from './formats/json';
import { junitWriter } from './formats/junit';
import { sarifWriter } from './formats/sarif';
import { textWriter } from './formats/text';
import type { CheckedFile, Ending, ReportWriter } from './formats/writer';
import { fileProblem, type FileProblem } from './readTexts';
import type { Terminal } from './terminal';

export const checkFormats = ['text', 'json', 'sarif', 'junit', 'github', 'azure-pipelines'] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** Formats of whole lines, which can share standard output. */
const lineFormats: readonly CheckFormat[] = ['text', 'github', 'azure-pipelines'];

/** A format, and the file to write it to; standard output without one. */
export interface Target {
  readonly format: CheckFormat;
  readonly file?: string;
}

/** The targets in `FORMAT` or `FORMAT=FILE`; text by default. Throws a `UsageError`. */
export function targetsIn(values: readonly string[]): readonly Target[] {
  const targets = (values.length === 0 ? ['text'] : values).map((value): Target => {
    const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
    const format = checkFormats.find((one) => one === name);
    if (format === undefined) {
      throw new UsageError(`Invalid value "${value}" for --format. Valid values: ${checkFormats.join(', ')}.`);
    }
    if (file === '') {
      throw new UsageError(`--format ${format}= requires the name of a file.`);
    }
    return file === undefined ? { format } : { format, file };
  });
  const printed = targets.flatMap(({ format, file }) => (file === undefined ? [format] : []));
  const whole = printed.find((format) => !lineFormats.includes(format));
  if (whole !== undefined && printed.length > 1) {
    throw new UsageError(
      `Standard output cannot contain ${whole} and another format. Write it to a file: --format ${whole}=FILE.`,
    );
  }
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (new Set(files).size < files.length) {
    throw new UsageError('Each --format requires a file of its own.');
  }
  return targets;
}

export interface OutputOptions {
  readonly offline: boolean;
  readonly baseline: boolean;
}

/** All outputs of a check. Each file of the report is written to all of them before the next one is checked. */
export class Outputs {
  readonly problems: FileProblem[] = [];
  private readonly outputs: readonly {
    readonly writer: ReportWriter;
    readonly write: (text: string) => Promise<void>;
  }[];
  private readonly open: number[] = [];

  constructor(targets: readonly Target[], options: OutputOptions, terminal: Terminal) {
    this.outputs = targets.flatMap(({ format, file }) => {
      const writer = writerOf(format, { ...options, colours: file === undefined && terminal.colours });
      if (file === undefined) {
        return [{ writer, write: (text: string) => terminal.print(text) }];
      }
      const write = this.fileWriter(file);
      return write === undefined ? [] : [{ writer, write }];
    });
  }

  async begin(): Promise<void> {
    await this.each((writer) => writer.begin());
  }

  async file(file: CheckedFile): Promise<void> {
    await this.each((writer) => writer.file(file));
  }

  async end(ending: Ending): Promise<void> {
    await this.each((writer) => writer.end(ending));
    this.open.forEach((descriptor) => {
      closeSync(descriptor);
    });
  }

  private async each(textOf: (writer: ReportWriter) => string): Promise<void> {
    for (const { writer, write } of this.outputs) {
      const text = textOf(writer);
      if (text !== '') {
        await write(text);
      }
    }
  }

  /** Undefined if the file cannot be written, which is a problem. */
  private fileWriter(file: string): ((text: string) => Promise<void>) | undefined {
    try {
      mkdirSync(dirname(resolve(file)), { recursive: true });
      const descriptor = openSync(file, 'w');
      this.open.push(descriptor);
      return (text) => {
        for (let bytes = Buffer.from(text); bytes.length > 0;) {
          bytes = bytes.subarray(writeSync(descriptor, bytes));
        }
        return Promise.resolve();
      };
    } catch (error) {
      this.problems.push(fileProblem(file, error));
      return undefined;
    }
  }
}

/** The paths of annotations are relative to the repository, whose folder both pipelines have in their environment. */
function writerOf(format: CheckFormat, options: OutputOptions & { readonly colours: boolean }): ReportWriter {
  switch (format) {
    case 'text':
      return textWriter(options);
    case 'json':
      return jsonWriter();
    case 'sarif':
      return sarifWriter(options.baseline);
    case 'junit':
      return junitWriter();
    case 'github':
      return githubWriter(process.env['GITHUB_WORKSPACE']);
    case 'azure-pipelines':
      return azurePipelinesWriter(process.env['BUILD_SOURCESDIRECTORY']);
  }
}
