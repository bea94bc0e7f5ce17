import * as l10n from '@vscode/l10n';
import { setAttribute, valueSpanOf } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { osFamilies, recommendedFamily, type OsFamily } from '../../schema/osFamilies';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';
import { isForEmulators } from './deployment';

/** Reports nothing without osFamily, because Microsoft's pages disagree on the default. */
export const osFamily: Rule = {
  code: 'os-family',
  severity: 'warning',
  summary: 'The guest OS family is retired or unknown',
  remedy: 'Choose a supported family',
  reference: references.osFamily,
  appliesToTransforms: true,
  *check(document, context) {
    const attribute = document.model.osFamily;
    const value = attribute?.value.trim() ?? '';
    const family = osFamilies.find((one) => one.family === value);
    if (
      attribute?.valueSpan === undefined ||
      value === '' ||
      isToken(value) ||
      isSupported(family) ||
      isForEmulators(document, context)
    ) {
      return;
    }
    const isNewer = /^\d+$/.test(value) && Number(value) > Number(osFamilies[0]?.family);
    yield {
      span: valueSpanOf(attribute),
      message:
        family === undefined
          ? l10n.t('Unknown osFamily "{0}". Choose a supported family (5, 6 or 7).', value)
          : retiredMessage(family),
      // A family that is newer than this list.
      ...(isNewer ? { severity: 'information' } : {}),
    };
  },
  *fixes(_, { text, model }) {
    for (const family of osFamilies.filter(isSupported)) {
      const title =
        family.family === recommendedFamily
          ? l10n.t('Set osFamily="{0}" ({1}, recommended)', family.family, family.os)
          : l10n.t('Set osFamily="{0}" ({1})', family.family, family.os);
      const edits = model.element === undefined ? [] : [setAttribute(text, model.element, 'osFamily', family.family)];
      yield textFix(title, edits, { preferred: family.family === recommendedFamily });
    }
  },
};

function isSupported(family: OsFamily | undefined): boolean {
  return family !== undefined && family.retired === undefined;
}

function retiredMessage({ family, os, retired = '' }: OsFamily): string {
  return retired === ''
    ? l10n.t('osFamily {0} ({1}) is retired. Choose a supported family.', family, os)
    : l10n.t('osFamily {0} ({1}) was retired in {2}. Choose a supported family.', family, os, retired);
}
