import type { Rule } from '../rule';
import { emulatedStorage } from './emulatedStorage';
import { instanceAddressMissing } from './instanceAddressMissing';
import { networkMissing } from './networkMissing';
import { networkNameForm } from './networkNameForm';
import { osFamily } from './osFamily';
import { referenceUnresolved } from './referenceUnresolved';
import { reservedIpUnmapped } from './reservedIp';
import { roleSizeUnsupported } from './roleSize';
import { serviceNameIsRole } from './serviceNameIsRole';
import { xpathCertificateUnsupported } from './xpathCertificate';

/** What Cloud Services (extended support) asks of a service beyond the schemas. */
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
