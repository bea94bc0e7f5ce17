import type { SeverityLevel } from '../cscfg/rules/rule';
import { rules } from '../cscfg/rules/rules';
import { property } from '../text/json';

/** The user's level of each rule by its code; a rule without one uses its own severity. */
export type RuleLevels = Readonly<Partial<Record<string, SeverityLevel>>>;

export const severityLevels = [
  'error',
  'warning',
  'information',
  'hint',
  'off',
] as const satisfies readonly SeverityLevel[];

export function severityLevel(value: unknown): SeverityLevel | undefined {
  return severityLevels.find((one) => one === value);
}

/** In every form that VS Code reads, such as `"cscfg": { "rules": { "CODE": … } }`. Ignores invalid levels. */
export function ruleLevelsIn(settings: unknown): RuleLevels {
  const forms = [property(settings, 'cscfg.rules'), property(property(settings, 'cscfg'), 'rules')];
  return Object.fromEntries(
    rules.flatMap(({ code }) => {
      const values = [property(settings, `cscfg.rules.${code}`), ...forms.map((form) => property(form, code))];
      const level = severityLevel(values.find((value) => value !== undefined));
      return level === undefined ? [] : [[code, level]];
    }),
  );
}
