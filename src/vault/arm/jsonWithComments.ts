/** The value of a JSON text in which comments may stand, as they may in ARM templates; undefined where it is no JSON. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(withoutComments(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** A string, which keeps what looks like a comment in it, or a comment. */
const stringOrComment = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function withoutComments(text: string): string {
  return text.replace(stringOrComment, (found) => (found.startsWith('"') ? found : ' '));
}
