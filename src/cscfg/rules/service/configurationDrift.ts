import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/serviceConfiguration';
import { copyCertificate, copyRole } from '../../service/configure';
import type { WithName } from '../../service/compareNames';
import { findNamed, nameKey, plainlyNamed, type Named } from '../../service/names';
import { isToken } from '../../placeholder';
import { pluginOf } from '../../service/plugins';
import { otherConfigurations, type ServiceFile } from '../../service/service';
import type { XmlElement } from '../../syntax/xmlElement';
import { message } from '../../text/message';
import { references } from '../references';
import type { CheckContext, Problem, Rule } from '../rule';
import { isWellFormed, listSpan, nameSpan, relatedTo } from './agreement';
import { fixHere } from './serviceFix';

/**
 * What other configurations of the service have and this one lacks. Where the definition is known, that is what decides
 * who lacks what, and the rules that compare with it say so: this one speaks where they cannot.
 */
export const configurationDrift: Rule = {
  code: 'configuration-drift',
  severity: 'information',
  summary: 'Another configuration of the service has a role or certificate that is missing here',
  remedy: 'Copy it',
  reference: references.agreement,
  *check(document, context) {
    const { element } = document.model;
    if (element === undefined) {
      return;
    }
    for (const missing of missingFrom(document, context)) {
      yield problemOf(element, missing);
    }
  },
  *fixes({ name = '', role }, document, context) {
    const missing = missingFrom(document, context).find((one) => one.name === name && one.here === role);
    if (missing !== undefined) {
      const { from, here, entry, there } = missing;
      const title = message('Copy {0} from {1}', name, from.name);
      const edits =
        entry !== undefined && here !== undefined
          ? copyCertificate(document, here, entry.element)
          : copyRole(document, from.document, there);
      yield* fixHere(title, edits, { preferred: true });
    }
  },
};

interface Missing {
  readonly name: string;
  /** The configuration that has it; of several the first. */
  readonly from: ServiceFile;
  /** The role that has it there. */
  readonly there: WithName<Role>;
  /** The same role here; absent where the role is what is missing. */
  readonly here?: Role;
  readonly entry?: WithName<CertificateEntry>;
}

function missingFrom(document: CscfgDocument, context: CheckContext): readonly Missing[] {
  const { service } = context;
  if (service === undefined || service.definition !== undefined || !isWellFormed(document)) {
    return [];
  }
  const found = new Map<string, Missing>();
  for (const from of otherConfigurations(service).filter((one) => isWellFormed(one.document))) {
    for (const missing of missingOf(document, from)) {
      const key = nameKey(`${missing.there.name.value}/${missing.entry?.name.value ?? ''}`);
      found.set(key, found.get(key) ?? missing);
    }
  }
  return [...found.values()];
}

function missingOf({ model }: CscfgDocument, from: ServiceFile): readonly Missing[] {
  return plainlyNamed(from.document.model.roles).flatMap((there): readonly Missing[] => {
    const here = findNamed(model.roles, there.name.value);
    if (here === undefined) {
      return model.roles.some(isFilledIn) ? [] : [{ name: there.name.value, from, there }];
    }
    const lacks = ({ value }: { readonly value: string }): boolean =>
      pluginOf(value) === undefined && findNamed(here.certificates, value) === undefined;
    return here.certificates.some(isFilledIn)
      ? []
      : plainlyNamed(there.certificates)
          .filter(({ name }) => lacks(name))
          .map((entry) => ({ name: entry.name.value, from, there, here, entry }));
  });
}

/** Whether a release pipeline gives it its name, so that it may be any. */
function isFilledIn({ name }: Named): boolean {
  return name !== undefined && isToken(name.value);
}

function problemOf(root: XmlElement, { name, from, there, here, entry }: Missing): Problem {
  if (here === undefined) {
    return {
      span: nameSpan(root, undefined),
      message: message('The role {0} of {1} is missing here. Copy it, if it belongs here.', name, from.name),
      related: [relatedTo(from, there, message('The role is here'))],
      name,
    };
  }
  return {
    span: listSpan(here, here.certificatesElement),
    message: message('The certificate {0} of {1} is missing here. Copy it, if it belongs here.', name, from.name),
    related: [relatedTo(from, entry ?? there, message('The certificate is here'))],
    name,
    role: here,
  };
}
