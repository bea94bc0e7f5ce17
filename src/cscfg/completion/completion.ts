import type { CertificateVersion } from '../../certificate/verdict';
import type { TextEdit } from '../../text/span';
import type { CscfgDocument } from '../document';
import type { Source } from '../schema/types';
import { isPlainName, type Named } from '../service/names';
import type { Service } from '../service/service';

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

/** For a configuration the names in the definition; for a definition those in the configurations. */
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

export interface Completion {
  readonly label: string;
  readonly kind: 'element' | 'attribute' | 'value' | 'name' | 'certificate';
  readonly detail?: string;
  readonly doc?: string;
  readonly source?: Source;
  /** Typed text is matched with it; by default the label. */
  readonly filterText?: string;
  /** On one line, around the place. The new text is a snippet if `isSnippet`. */
  readonly edit: TextEdit;
  readonly isSnippet: boolean;
  readonly more?: readonly TextEdit[];
  readonly isDiscouraged?: boolean;
  readonly asksAgain?: boolean;
}

export interface CompletionContext {
  readonly names: ServiceNames;
  /** The newest version of each certificate in the vaults of the file. */
  readonly certificates: readonly OfferedCertificate[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Offered alone in an empty file of a known kind. */
  readonly root?: 'ServiceConfiguration' | 'ServiceDefinition';
}

export interface OfferedCertificate {
  readonly version: CertificateVersion;
  /** Absent until it is read. */
  readonly subject?: string;
}

export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A tab stop with a placeholder. Syntax: https://code.visualstudio.com/docs/editor/userdefinedsnippets */
export function placeholder(number: number, value: string): string {
  return value === '' ? `$${String(number)}` : `\${${String(number)}:${literal(value)}}`;
}

/** A single value needs no choice. */
export function choiceOf(number: number, values: readonly string[]): string {
  const [only = '', ...others] = values;
  return others.length === 0
    ? placeholder(number, only)
    : `\${${String(number)}|${values.map((value) => value.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}
