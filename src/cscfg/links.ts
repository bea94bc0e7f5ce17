import type { CscfgDocument } from './document';
import type { Span } from '../text/span';

export interface IdentifierLink {
  readonly span: Span;
  /** `https://NAME.vault.azure.net`, with the host of any cloud. */
  readonly vault: string;
  readonly kind: 'certificates' | 'secrets';
  readonly name: string;
  readonly version?: string;
}

const identifier =
  /(https:\/\/[a-z0-9-]{3,24}\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn))(?::443)?\/(certificates|secrets)\/([0-9a-z-]{1,127})(?:\/([0-9a-f]{32}))?(?![0-9a-z/-])/gi;

/** In the values of settings, in document order. */
export function identifierLinks({ model }: CscfgDocument): readonly IdentifierLink[] {
  return model.roles
    .flatMap(({ settings }) => settings)
    .flatMap(({ value }) => {
      const found = value === undefined ? [] : [...value.value.matchAll(identifier)];
      return found.map((match): IdentifierLink => {
        const [whole, vault = '', kind = '', name = '', version] = match;
        return {
          span: {
            start: value?.offsetOf(match.index) ?? 0,
            end: value?.offsetOf(match.index + whole.length) ?? 0,
          },
          vault: vault.toLowerCase(),
          kind: kind.toLowerCase() === 'secrets' ? 'secrets' : 'certificates',
          name,
          ...(version === undefined ? {} : { version }),
        };
      });
    });
}
