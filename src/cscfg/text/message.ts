/**
 * A sentence for the user with its arguments still apart, so that the editor can hand it to `vscode.l10n.t`
 * (which fills `{0}`, `{1}` … after looking up a translation) while a terminal formats it as it stands.
 */
export interface Message {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

export function message(template: string, ...args: (string | number)[]): Message {
  return { template, args };
}

/** The message in English, `{n}` replaced by its n-th argument. */
export function formatMessage({ template, args }: Message): string {
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const argument = args[Number(index)];
    return argument === undefined ? whole : String(argument);
  });
}
