import { certificateChainIncomplete, certificateWeakKey, certificateWeakSignature } from './certificates/contents';
import { certificateDuplicateName, certificateNameMissing } from './certificates/names';
import { settingThumbprintStale } from './certificates/settings';
import {
  thumbprintAlgorithm,
  thumbprintHiddenCharacters,
  thumbprintMalformed,
  thumbprintMissing,
  thumbprintPlaceholder,
  thumbprintStyle,
} from './certificates/thumbprints';
import { thumbprintUnverified } from './certificates/unverified';
import { verdictRules } from './certificates/verdicts';
import { deploymentRules } from './deployment/rules';
import { emulatedStorage } from './network/emulatedStorage';
import { networkNameForm, serviceNameIsRole } from './network/names';
import { instanceAddressMissing, networkMissing } from './network/networkMissing';
import { osFamily } from './network/osFamily';
import { referenceUnresolved } from './network/referenceUnresolved';
import { reservedIpUnmapped } from './network/reservedIp';
import { roleSizeUnsupported } from './network/roleSize';
import { xpathCertificateUnsupported } from './network/xpathCertificate';
import type { Rule } from './rule';
import { schemaDuplicate, schemaMissing } from './schema/missing';
import { schemaText } from './schema/text';
import { schemaOrder, schemaUnknownAttribute, schemaUnknownElement, schemaValue } from './schema/violations';
import { configurationDrift } from './service/configurationDrift';
import { endpointCertificateUnknown } from './service/endpointCertificate';
import { certificateMissing, settingMissing } from './service/missing';
import { retiredPluginRules } from './service/retiredPlugins';
import { roleMissing, roleUndeclared, serviceNameMismatch } from './service/roles';
import { undeclaredRules } from './service/undeclared';
import { unusedSuppression } from './unusedSuppression';
import { xmlSyntax } from './xml';

/** Requirements of Cloud Services (extended support) beyond the schemas. */
export const networkRules: readonly Rule[] = [
  networkMissing,
  instanceAddressMissing,
  networkNameForm,
  referenceUnresolved,
  serviceNameIsRole,
  osFamily,
  emulatedStorage,
  roleSizeUnsupported,
  reservedIpUnmapped,
  xpathCertificateUnsupported,
];

/** Without those that certificate rules cover. */
export const schemaRules: readonly Rule[] = [
  schemaUnknownElement,
  schemaUnknownAttribute,
  schemaMissing,
  schemaValue,
  schemaDuplicate,
  schemaOrder,
  schemaText,
];

/** Compare files of a service or check its definition. */
export const serviceRules: readonly Rule[] = [
  serviceNameMismatch,
  roleUndeclared,
  roleMissing,
  ...undeclaredRules,
  certificateMissing,
  settingMissing,
  endpointCertificateUnknown,
  ...retiredPluginRules,
  configurationDrift,
];

/** In the order of the README table. */
export const rules: readonly Rule[] = [
  xmlSyntax,
  ...schemaRules,
  certificateNameMissing,
  certificateDuplicateName,
  thumbprintMissing,
  thumbprintHiddenCharacters,
  thumbprintMalformed,
  thumbprintStyle,
  thumbprintPlaceholder,
  thumbprintAlgorithm,
  thumbprintUnverified,
  ...verdictRules,
  settingThumbprintStale,
  certificateWeakKey,
  certificateWeakSignature,
  certificateChainIncomplete,
  ...serviceRules,
  ...networkRules,
  ...deploymentRules,
  unusedSuppression,
];
