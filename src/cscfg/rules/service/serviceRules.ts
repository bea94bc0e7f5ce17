import type { Rule } from '../rule';
import { certificateMissing } from './certificateMissing';
import { configurationDrift } from './configurationDrift';
import { endpointCertificateUnknown } from './endpointCertificate';
import { retiredPluginRules } from './retiredPlugins';
import { roleMissing } from './roleMissing';
import { roleUndeclared } from './roleUndeclared';
import { serviceNameMismatch } from './serviceName';
import { settingMissing } from './settingMissing';
import { undeclaredRules } from './undeclared';

/** The rules that look at more than one file of a service, or at its definition. */
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
