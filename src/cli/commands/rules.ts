import { Option } from 'commander';
import { severityLevels } from '../../check/ruleLevels';
import type { Rule } from '../../cscfg/rules/rule';
import { rules } from '../../cscfg/rules/rules';
import { type CommandDefinition, UsageError } from '../command';
import { exitCodes } from '../exitCode';
import { nearest, oneOf } from '../options';

export const listRules: CommandDefinition<{ readonly format: string }> = {
  name: 'rules',
  summary: 'List the rules of check, or describe some of them.',
  operands: '[CODE…]',
  options: [new Option('--format <text|json>', 'Output format: text for people (default), or json for programs.')],
  help: {
    description: [
      'Without CODE: one line for each rule, with its default severity. With CODE: what the rule reports, how to fix it, the page that documents it, and how to change its severity.',
    ],
    examples: [
      ['rules', 'List all rules.'],
      ['rules thumbprint-style', 'Describe one rule.'],
    ],
    exitCodes: [
      ['0', 'The rules were listed.'],
      ['2', 'Invalid usage, such as an unknown CODE.'],
    ],
    environment: [],
  },
  run: async ({ operands, values, terminal }) => {
    const format = oneOf('--format', values.format, ['text', 'json']);
    const chosen = operands.length === 0 ? rules : operands.map(ruleNamed);
    const write = format === 'json' ? asJson : operands.length === 0 ? asTable : asDescriptions;
    await terminal.print(write(chosen));
    return exitCodes.fine;
  },
};

function ruleNamed(code: string): Rule {
  const rule = rules.find((one) => one.code === code);
  if (rule === undefined) {
    const meant = nearest(
      code,
      rules.map((one) => one.code),
    );
    throw new UsageError(`There is no rule "${code}".`, `Did you mean "${meant}"?`);
  }
  return rule;
}

function asJson(chosen: readonly Rule[]): string {
  const listed = chosen.map(({ code, severity, summary, remedy, reference }) => ({
    ...{ code, severity, summary, remedy, reference },
  }));
  return `${JSON.stringify({ version: 1, rules: listed }, undefined, 2)}\n`;
}

function asTable(chosen: readonly Rule[]): string {
  const width = Math.max(...chosen.map(({ code }) => code.length));
  const severityWidth = Math.max(...severityLevels.map((level) => level.length));
  return chosen
    .map(({ code, severity, summary }) => `${code.padEnd(width)}  ${severity.padEnd(severityWidth)}  ${summary}\n`)
    .join('');
}

function asDescriptions(chosen: readonly Rule[]): string {
  return chosen
    .map(({ code, severity, summary, remedy, reference }) =>
      [
        code,
        `  ${summary}.`,
        ...(remedy === '' ? [] : [`  Fix:        ${remedy}.`]),
        `  Severity:   ${severity}`,
        `  Change it:  --rule ${code}=${severityLevels.join('|')}, or the setting cscfg.rules.${code}`,
        `  Reference:  ${reference}`,
        '',
      ].join('\n'),
    )
    .join('\n');
}
