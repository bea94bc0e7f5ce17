import type { NoSession } from '../session';
import { NotSignedIn } from './errors';

type Kind = NotSignedIn['kind'];

/** Why the editor's account gave no token. */
export function sessionCause({ none, detail }: NoSession, tenant: string | undefined): NotSignedIn {
  switch (none) {
    case 'nobody':
      return new NotSignedIn(detail ?? 'No Microsoft account is signed in here.', 'signedOut', tenant);
    case 'unavailable':
      return new NotSignedIn(detail ?? 'No Microsoft account can sign in here.', 'signedOut', tenant);
    case 'otherTenant':
      return new NotSignedIn(detail ?? 'The Microsoft account here is not signed in to this tenant.', none, tenant);
    case 'claims':
      return new NotSignedIn(detail ?? 'The Microsoft account here has to sign in again.', none, tenant);
  }
}

/**
 * Codes of Microsoft Entra ID that tell what to do. Source: learn.microsoft.com, "Microsoft Entra authentication and
 * authorization error codes".
 */
const codes: readonly (readonly [RegExp, Kind])[] = [
  // Several factors, a fresh sign-in, a managed device: what conditional access asks for.
  [/AADSTS(?:5007[2469]|50158|5300[0-4]|53000\d)\b|--claims-challenge/, 'claims'],
  [/AADSTS(?:70008|70043|700081|700082|700084|50132|50133|50173)\b/, 'sessionExpired'],
  // The account, or the application that asks for it, is not known in the tenant.
  [/AADSTS(?:50020|50034|51004|90072)\b/, 'wrongTenant'],
  [
    /Unexpected token|is not valid JSON|Unexpected end of JSON input|Unexpected response|did not answer in time/,
    'credential',
  ],
];

/** Which of two failures is nearer to a token, and so the one to mend. */
const nearest: readonly Kind[] = ['claims', 'sessionExpired', 'otherTenant', 'wrongTenant', 'credential', 'signedOut'];

/**
 * Why one of the SDK's credentials gave no token; `text` is what it says of it, and `before` what the editor's account
 * said, if it was asked first.
 */
export function credentialCause(text: string, tenant: string | undefined, before?: NotSignedIn): NotSignedIn {
  const kind = codes.find(([code]) => code.test(text))?.[1] ?? 'signedOut';
  const kinds = [kind, ...(before === undefined ? [] : [before.kind])];
  const words = [before?.message ?? '', plainWords(text)].filter((one) => one !== '').join(' ');
  return new NotSignedIn(words, nearest.find((one) => kinds.includes(one)) ?? kind, tenant);
}

/** What the credentials say, less what only their authors can use. */
function plainWords(text: string): string {
  if (text.includes('Unexpected end of JSON input')) {
    return 'The Azure CLI did not answer in time.';
  }
  if (/Unexpected token|is not valid JSON/.test(text)) {
    return 'The Azure CLI gave no token.';
  }
  return text
    .replace(/\s*To troubleshoot, visit \S+/g, '')
    .replace(/\bERROR: /g, '')
    .trim();
}
