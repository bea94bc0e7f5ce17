import { certificateChainIncomplete } from './certificates/chainIncomplete';
import { certificateDuplicateName } from './certificates/duplicateName';
import { certificateNameMissing } from './certificates/nameMissing';
import { thumbprintAlgorithm } from './certificates/thumbprintAlgorithm';
import { thumbprintHiddenCharacters } from './certificates/thumbprintHiddenCharacters';
import { thumbprintMalformed } from './certificates/thumbprintMalformed';
import { thumbprintMissing } from './certificates/thumbprintMissing';
import { thumbprintPlaceholder } from './certificates/thumbprintPlaceholder';
import { thumbprintStyle } from './certificates/thumbprintStyle';
import { verdictRules } from './certificates/verdicts';
import { certificateWeakKey, certificateWeakSignature } from './certificates/weakness';
import { networkRules } from './network/networkRules';
import type { Rule } from './rule';
import { schemaRules } from './schema/schemaRules';
import { serviceRules } from './service/serviceRules';
import { xmlSyntax } from './xmlSyntax';

/** Every rule, in the order of the README's table. */
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
  ...verdictRules,
  certificateWeakKey,
  certificateWeakSignature,
  certificateChainIncomplete,
  ...serviceRules,
  ...networkRules,
];
