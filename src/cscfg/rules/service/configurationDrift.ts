import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/configuration';
import { copyCertificate, copyRole } from '../../service/edits';
import { type WithName, byName, nameKey, plainlyNamed, type Named } from '../../service/names';
import { isToken } from '../../../certificate/placeholder';
import { pluginOf } from '../../model/plugins';
import { otherConfigurations, type ServiceFile } from '../../service/service';
import type { XmlElement } from '../../../xml/tree';
import { present } from '../../../text/objects';
import type { TextEdit } from '../../../text/span';
import { references, type CheckContext, type Problem, type Rule } from '../rule';
import { isWellFormed, listSpan, nameSpan, relatedTo } from './agreement';
import { placeAddedRoles } from './networkOfRole';
import { fixHere } from './serviceFix';

/** What only other configurations have; without a definition, because otherwise other rules report it. */
export const configurationDrift: Rule = {
  code: 'configuration-drift',
  severity: 'information',
  summary: 'Another configuration of the service has a role or certificate that is missing here',
  remedy: 'Copy it from the other configuration',
  reference: references.agreement,
  *check(document, context) {
    const { element } = document.model;
    if (element === undefined) {
      return;
    }
    for (const missing of missingFrom(document, context).values()) {
      yield problemOf(element, missing);
    }
  },
  *fixes({ name }, document, context) {
    const missing = [...missingFrom(document, context).values()].find(([one]) => one?.from.file === name);
    const [first, second] = missing ?? [];
    if (missing !== undefined && first !== undefined) {
      const title =
        second === undefined
          ? l10n.t('Copy {0} from {1}', first.name, first.from.name)
          : l10n.t('Copy all {0} from {1}', missing.length, first.from.name);
      yield* fixHere(title, copies(document, missing), { preferred: true });
    }
  },
};

interface Missing {
  readonly name: string;
  readonly from: ServiceFile;
  readonly there: WithName<Role>;
  /** Absent if the role itself is missing. */
  readonly here?: Role;
  readonly entry?: WithName<CertificateEntry>;
}

/** By the address of the configuration that has them. */
function missingFrom(document: CscfgDocument, context: CheckContext): ReadonlyMap<string, readonly Missing[]> {
  const { service } = context;
  if (service === undefined || service.definition !== undefined || !isWellFormed(document)) {
    return new Map();
  }
  const seen = new Set<string>();
  const found = new Map<string, readonly Missing[]>();
  for (const from of otherConfigurations(service).filter((one) => isWellFormed(one.document))) {
    const missing = missingOf(document, from).filter(({ there, entry }) => {
      const key = nameKey(`${there.name.value}/${entry?.name.value ?? ''}`);
      return !seen.has(key) && seen.add(key);
    });
    if (missing.length > 0) {
      found.set(from.file, missing);
    }
  }
  return found;
}

function missingOf({ model }: CscfgDocument, from: ServiceFile): readonly Missing[] {
  const isOpen = model.roles.some(isFilledIn);
  const roles = byName(model.roles);
  return plainlyNamed(from.document.model.roles).flatMap((there): readonly Missing[] => {
    const here = roles.get(nameKey(there.name.value));
    if (here === undefined) {
      return isOpen ? [] : [{ name: there.name.value, from, there }];
    }
    const known = byName(here.certificates);
    const lacks = ({ value }: { readonly value: string }): boolean =>
      pluginOf(value) === undefined && !known.has(nameKey(value));
    return here.certificates.some(isFilledIn)
      ? []
      : plainlyNamed(there.certificates)
          .filter(({ name }) => lacks(name))
          .map((entry) => ({ name: entry.name.value, from, there, here, entry }));
  });
}

/** A name that a release pipeline sets can be any name. */
function isFilledIn({ name }: Named): boolean {
  return name !== undefined && isToken(name.value);
}

/** At the place of all missing items, or at the root if they are in different places. */
function problemOf(root: XmlElement, missing: readonly Missing[]): Problem {
  const [first] = missing;
  const spans = missing.map(({ here }) =>
    here === undefined ? nameSpan(root, undefined) : listSpan(here, here.certificatesElement),
  );
  const [span = nameSpan(root, undefined)] = spans;
  return {
    span: spans.every(({ start }) => start === span.start) ? span : nameSpan(root, undefined),
    message: words(missing),
    related: missing.map(({ from, there, entry }) =>
      entry === undefined
        ? relatedTo(from, there, l10n.t('The role is here'))
        : relatedTo(from, entry, l10n.t('The certificate is here')),
    ),
    ...present('name', first?.from.file),
  };
}

const mostNamed = 3;

function words(missing: readonly Missing[]): string {
  const [first, second] = missing;
  const file = first?.from.name ?? '';
  if (first !== undefined && second === undefined) {
    return first.here === undefined
      ? l10n.t('Role "{0}" of {1} is missing here. Copy it if it belongs here.', first.name, file)
      : l10n.t('Certificate "{0}" of {1} is missing here. Copy it if it belongs here.', first.name, file);
  }
  const names = missing.slice(0, mostNamed).map(({ name }) => `"${name}"`);
  const listed = [...names, ...(missing.length > mostNamed ? ['…'] : [])].join(', ');
  const roles = missing.filter(({ here }) => here === undefined).length;
  return roles === missing.length
    ? l10n.t('{0} roles of {1} are missing here: {2}. Copy them if they belong here.', roles, file, listed)
    : roles === 0
      ? l10n.t(
          '{0} certificates of {1} are missing here: {2}. Copy them if they belong here.',
          missing.length,
          file,
          listed,
        )
      : l10n.t(
          '{0} roles and certificates of {1} are missing here: {2}. Copy them if they belong here.',
          missing.length,
          file,
          listed,
        );
}

/** The first item of a list can create the list, and the others follow it, so the copy takes two steps. */
function copies(document: CscfgDocument, missing: readonly Missing[]): readonly TextEdit[] {
  const firsts = new Map<Role | undefined, Missing>();
  for (const one of missing) {
    firsts.set(one.here, firsts.get(one.here) ?? one);
  }
  const others = missing.filter((one) => firsts.get(one.here) !== one);
  const edits = [...copyEach(document, [...firsts.values()]), ...placeAddedRoles(document, addedRoles(missing))];
  if (others.length === 0) {
    return edits;
  }
  const started = document.edited(edits);
  const places = new Map(document.model.roles.map((role, index) => [role, started.model.roles[index]]));
  const moved = others.map(({ here, ...one }) => ({ ...one, ...present('here', here && places.get(here)) }));
  return [editBetween(document.text, started.edited(copyEach(started, moved)).text)];
}

function copyEach(document: CscfgDocument, missing: readonly Missing[]): readonly TextEdit[] {
  return missing.flatMap(({ from, here, entry, there }) =>
    entry !== undefined && here !== undefined
      ? copyCertificate(document, here, entry.element)
      : copyRole(document, from.document, there),
  );
}

function addedRoles(missing: readonly Missing[]): readonly string[] {
  return missing.flatMap(({ here, name }) => (here === undefined ? [name] : []));
}

function editBetween(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail++;
  }
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
