import type { CertificateVersion } from '../../certificate/verdict';
import type { TextEdit } from '../../text/span';
import type { CscfgDocument } from '../document';
import type { Source } from '../schema/types';
import { isPlainName, type Named } from '../service/names';
import type { Service } from '../service/service';

/** The names in the other files of a service. */
export interface ServiceNames {
  readonly service?: string;
  readonly roles: readonly RoleNames[];
  readonly loadBalancers: readonly string[];
}

export interface RoleNames {
  readonly name: string;
  readonly settings: readonly string[];
  readonly certificates: readonly string[];
  readonly endpoints: readonly string[];
}

export const noNames: ServiceNames = { roles: [], loadBalancers: [] };

/**
 * The names that `document` can use: of the service definition's things in a configuration, of the configurations'
 * in a definition, which has its own ones itself.
 */
export function namesFor(document: CscfgDocument, service: Service | undefined): ServiceNames {
  const definition =
    document.definition.element === undefined ? service?.definition?.document.definition : document.definition;
  const roles = (definition?.roles ?? []).flatMap((role) =>
    isPlainName(role.name)
      ? [
          {
            name: role.name.value,
            settings: plainNames(role.settings),
            certificates: plainNames(role.certificates),
            endpoints: plainNames(role.endpoints),
          },
        ]
      : [],
  );
  const needed = (definition?.roles ?? [])
    .flatMap(({ endpoints }) => endpoints)
    .map(({ loadBalancer }) => loadBalancer?.value ?? '');
  const balancers = (service?.configurations ?? []).flatMap(
    ({ document: { model } }) => model.network?.loadBalancers ?? [],
  );
  const configured = service?.configurations.map(({ document: { model } }) => model.serviceName?.value ?? '') ?? [];
  const [serviceName] = [definition?.name?.value ?? '', ...configured].filter((name) => name !== '');
  return {
    ...(serviceName === undefined ? {} : { service: serviceName }),
    roles,
    loadBalancers: [...new Set([...needed, ...plainNames(balancers)])].filter((name) => name !== ''),
  };
}

function plainNames(items: readonly Named[]): readonly string[] {
  return items.flatMap(({ name }) => (isPlainName(name) ? [name.value] : []));
}

/** A completion item. */
export interface Completion {
  readonly label: string;
  readonly kind: 'element' | 'attribute' | 'value' | 'name' | 'certificate';
  readonly detail?: string;
  readonly doc?: string;
  readonly source?: Source;
  /** The text that typing is matched with; by default the label. */
  readonly filterText?: string;
  /** On one line, and around the place. The new text is a snippet where `isSnippet`. */
  readonly edit: TextEdit;
  readonly isSnippet: boolean;
  /** Additional edits elsewhere in the text. */
  readonly more?: readonly TextEdit[];
  /** The item is available but not recommended. */
  readonly isDiscouraged?: boolean;
  /** Open the completion list again after insertion. */
  readonly asksAgain?: boolean;
}

/** The input in addition to the text. */
export interface CompletionContext {
  readonly names: ServiceNames;
  /** The certificates of the file's vaults, the newest version of each. */
  readonly certificates: readonly OfferedCertificate[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The root that the file is to have, where its kind is known: an empty one is offered this alone. */
  readonly root?: 'ServiceConfiguration' | 'ServiceDefinition';
}

export interface OfferedCertificate {
  readonly version: CertificateVersion;
  /** Where it was read. */
  readonly subject?: string;
}

/** The parts of a snippet in the syntax of VS Code and LSP: https://code.visualstudio.com/docs/editor/userdefinedsnippets */

/** Escapes text for a snippet. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A tab stop with `value` as its placeholder. */
export function placeholder(number: number, value: string): string {
  return value === '' ? `$${String(number)}` : `\${${String(number)}:${literal(value)}}`;
}

/** A tab stop with a choice; a single value needs no choice. */
export function choiceOf(number: number, values: readonly string[]): string {
  const [only = '', ...others] = values;
  return others.length === 0
    ? placeholder(number, only)
    : `\${${String(number)}|${values.map((value) => value.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}
