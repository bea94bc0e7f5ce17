import { inStyleOf } from '../certificate/mentions';
import { isPlaceholder } from '../certificate/placeholder';
import type { Thumbprint } from '../certificate/verdict';
import { type Span, spanContains, type TextEdit } from '../text/span';
import type { XmlAttribute } from '../xml/tree';
import type { CscfgDocument } from './document';
import type { CertificateEntry, Role, Setting } from './model/configuration';

export type ThumbprintUse = CertificateUse | SettingUse;

interface Use {
  /** 40 uppercase digits. */
  readonly thumbprint: Thumbprint;
  /** The value of a Certificate, or the 40 digits in the value of a Setting. */
  readonly span: Span;
  readonly owner: Role;
  readonly role: string | undefined;
  readonly name: string;
}

export interface CertificateUse extends Use {
  readonly kind: 'certificate';
  readonly entry: CertificateEntry;
}

export interface SettingUse extends Use {
  readonly kind: 'setting';
  readonly setting: Setting;
}

/** In document order: of certificates in any style, and in settings, alone or in a list with commas or semicolons. */
export function thumbprintUses(document: CscfgDocument): readonly ThumbprintUse[] {
  return document.derive(readUses, undefined);
}

export function settingUses(document: CscfgDocument): readonly SettingUse[] {
  return document.derive(readSettingUses, undefined);
}

function readUses(document: CscfgDocument): readonly ThumbprintUse[] {
  const certificates = document.model.roles.flatMap((role) =>
    role.certificates.flatMap((entry) => usesOfCertificate(entry, role)),
  );
  return [...certificates, ...settingUses(document)].sort((a, b) => a.span.start - b.span.start);
}

/** A rule reads them at every keystroke, and most values contain no 40 digits. */
function readSettingUses({ model }: CscfgDocument): readonly SettingUse[] {
  const uses: SettingUse[] = [];
  for (const role of model.roles) {
    for (const setting of role.settings) {
      if (has40Digits(setting.value?.value ?? '')) {
        uses.push(...usesOfSetting(setting, role));
      }
    }
  }
  return uses;
}

/** Whether there are 40 consecutive digits: after the last other character of 40, the next 40 begin. */
function has40Digits(value: string): boolean {
  for (let start = 0; start + 40 <= value.length;) {
    let at = start + 39;
    while (at >= start && isDigit(value.charCodeAt(at))) {
      at--;
    }
    if (at < start) {
      return true;
    }
    start = at + 1;
  }
  return false;
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** `offset`: UTF-16 units, including both ends of the thumbprint. */
export function useAt(document: CscfgDocument, offset: number): ThumbprintUse | undefined {
  return thumbprintUses(document).find(({ span }) => spanContains(span, offset));
}

/** Uppercase in a Certificate, in the case of the value in a Setting. */
export function replaceUse(
  { text }: CscfgDocument,
  { kind, span: { start, end } }: ThumbprintUse,
  thumbprint: Thumbprint,
): TextEdit {
  const written = text.slice(start, end);
  // A longer text has character references, which are not kept.
  const keepsCase = kind === 'setting' && written.length === thumbprint.length;
  return { start, end, newText: keepsCase ? inStyleOf(written, thumbprint) : thumbprint };
}

function usesOfCertificate(entry: CertificateEntry, owner: Role): readonly CertificateUse[] {
  const { thumbprint, thumbprintText } = entry;
  return thumbprint?.valueSpan === undefined || !('thumbprint' in thumbprintText)
    ? []
    : [
        {
          kind: 'certificate',
          thumbprint: thumbprintText.thumbprint,
          span: thumbprint.valueSpan,
          ...whereIn(owner, entry.name),
          entry,
        },
      ];
}

const token = /(?<=^|[,;])\s*([0-9A-F]{40})\s*(?=[,;]|$)/gi;

function usesOfSetting(setting: Setting, owner: Role): readonly SettingUse[] {
  const { value: attribute } = setting;
  if (attribute?.valueSpan === undefined) {
    return [];
  }
  return [...attribute.value.matchAll(token)].flatMap(({ 0: padded, 1: written = '', index }) => {
    const thumbprint = written.toUpperCase();
    const at = index + padded.indexOf(written);
    return isPlaceholder(written, thumbprint)
      ? []
      : [
          {
            kind: 'setting',
            thumbprint,
            span: { start: attribute.offsetOf(at), end: attribute.offsetOf(at + 40) },
            ...whereIn(owner, setting.name),
            setting,
          },
        ];
  });
}

function whereIn(owner: Role, name: XmlAttribute | undefined): Pick<Use, 'owner' | 'role' | 'name'> {
  const role = owner.name?.value.trim();
  return { owner, role: role === '' ? undefined : role, name: name?.value.trim() ?? '' };
}
