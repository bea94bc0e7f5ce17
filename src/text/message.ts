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

/** Messages one after the other with `separator` between them, their arguments numbered on. */
export function joinMessages(separator: string, ...messages: readonly Message[]): Message {
  const args: (string | number)[] = [];
  const templates = messages.map((one) => {
    const from = args.length;
    args.push(...one.args);
    return one.template.replace(/\{(\d+)\}/g, (_, index: string) => `{${String(Number(index) + from)}}`);
  });
  return message(templates.join(separator), ...args);
}
