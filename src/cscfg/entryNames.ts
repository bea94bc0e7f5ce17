import { similarity } from '../certificate/similarity';
import type { CscfgDocument } from './document';
import type { Role } from './model/configuration';
import type { DefinedRole } from './model/definition';
import type { CheckContext } from './rules/rule';
import { agreementOf } from './rules/service/agreement';
import { findNamed, nameKey, type Named, plainlyNamed } from './service/names';
import { otherConfigurations, type Service } from './service/service';

/** A name for the entry of a certificate in a role. */
export interface EntryName {
  readonly name: string;
  /**
   * `expected`: another file of the service has it, and the role does not have it yet. `unexpected`: the service
   * definition does not declare it. `free`: it is not known what the other files have.
   */
  readonly kind: 'expected' | 'unexpected' | 'free';
}

/** Names that are less alike are not related. */
const related = 0.5;

/**
 * The names for a certificate in a role of a configuration, the likeliest first: those that the service definition
 * declares and the role does not have yet, by their similarity to the name of the certificate, and then that name.
 */
export function entryNames(
  document: CscfgDocument,
  role: Role,
  certificate: string,
  context: Pick<CheckContext, 'service'>,
): readonly EntryName[] {
  const agreement = agreementOf(document, context);
  const defined = agreement && findNamed(agreement.definition.roles, role.name?.value ?? '');
  return namesFor(certificate, role, defined?.certificates, 'unexpected');
}

/** The same for a declaration in a service definition: first the names that the configurations of the service use. */
export function declarationNames(
  role: DefinedRole,
  certificate: string,
  service: Service | undefined,
): readonly EntryName[] {
  const configurations = service === undefined ? [] : otherConfigurations(service);
  const used = configurations.flatMap(
    ({ document: { model } }) => findNamed(model.roles, role.name?.value ?? '')?.certificates ?? [],
  );
  return namesFor(certificate, role, used, 'free');
}

/**
 * A name for each of several certificates: an expected one if it is similar, otherwise that of the certificate. No name
 * occurs twice. `namesOf`: the names for one of them, the likeliest first.
 */
export function likelyNames(
  certificates: readonly string[],
  { certificates: taken }: { readonly certificates: readonly Named[] },
  namesOf: (certificate: string) => readonly EntryName[],
): readonly string[] {
  const used = keysOf(taken);
  return certificates.map((certificate) => {
    const likely = namesOf(certificate).find(
      ({ kind, name }) => kind === 'expected' && similarity(name, certificate) >= related && !used.has(nameKey(name)),
    );
    const name = likely?.name ?? freeName(certificate, used);
    used.add(nameKey(name));
    return name;
  });
}

function namesFor(
  certificate: string,
  { certificates }: { readonly certificates: readonly Named[] },
  expected: readonly Named[] | undefined,
  otherwise: EntryName['kind'],
): readonly EntryName[] {
  const taken = keysOf(certificates);
  const open = plainlyNamed(expected ?? [])
    .map(({ name }) => name.value)
    .filter((name) => !taken.has(nameKey(name)))
    .sort((a, b) => similarity(b, certificate) - similarity(a, certificate));
  const own = freeName(certificate, taken);
  const isOpen = open.some((name) => nameKey(name) === nameKey(own));
  return [
    ...open.map((name): EntryName => ({ name, kind: 'expected' })),
    ...(isOpen ? [] : [{ name: own, kind: expected === undefined ? ('free' as const) : otherwise }]),
  ];
}

/** The name of the certificate in the vault, with a number if it is used. */
function freeName(certificate: string, used: ReadonlySet<string>): string {
  let name = certificate;
  for (let number = 2; used.has(nameKey(name)); number++) {
    name = `${certificate}-${String(number)}`;
  }
  return name;
}

function keysOf(items: readonly Named[]): Set<string> {
  return new Set(items.map(({ name }) => nameKey(name?.value.trim() ?? '')));
}
