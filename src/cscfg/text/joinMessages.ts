import { message, type Message } from './message';

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
