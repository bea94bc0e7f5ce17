import { normalizedThumbprint } from '../certificate/thumbprint';
import type { Thumbprint } from '../certificate/verdict';
import { type Span, spanContains, type TextEdit } from '../text/span';
import { escapeAttribute } from '../xml/edit';
import { inStyleOf } from '../certificate/mentions';
import { replaceThumbprint } from './certificateEdits';
import type { CscfgDocument } from './document';
import type { CertificateEntry, Role } from './model/configuration';
import { replaceUse, settingUses, type SettingUse } from './uses';

/** What a certificate that is dropped or pasted at a place of a configuration is for. */
export type DropPlace =
  | { readonly kind: 'entry'; readonly entry: CertificateEntry; readonly role: Role }
  | { readonly kind: 'setting'; readonly use: SettingUse }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'outside' };

/** The place at `offset` (UTF-16 units). Next to an element is not in it: a drop beyond the end of a line is there. */
export function dropPlaceAt(document: CscfgDocument, offset: number): DropPlace {
  const isIn = ({ start, end }: Span): boolean => start < offset && offset < end;
  const use = settingUses(document).find(({ span }) => spanContains(span, offset));
  if (use !== undefined) {
    return { kind: 'setting', use };
  }
  const role = document.model.roles.findLast(({ element }) => isIn(element.span));
  const entry = role?.certificates.findLast(({ element }) => isIn(element.span));
  if (role === undefined) {
    return { kind: 'outside' };
  }
  return entry === undefined ? { kind: 'role', role } : { kind: 'entry', role, entry };
}

/** The edits that give the thumbprint of an entry or a setting another value. */
export function replacementAt(
  document: CscfgDocument,
  place: Extract<DropPlace, { readonly kind: 'entry' | 'setting' }>,
  thumbprint: Thumbprint,
): readonly TextEdit[] {
  return place.kind === 'entry'
    ? replaceThumbprint(document, place.entry, thumbprint)
    : [replaceUse(document, place.use, thumbprint)];
}

/** The value of a thumbprint that a selection is in, and how a thumbprint is written there. */
export interface ThumbprintValue {
  readonly span: Span;
  readonly written: (thumbprint: Thumbprint) => string;
}

/**
 * The thumbprint of a certificate, or the item of a list of thumbprints in a setting, that contains the selection.
 * Undefined elsewhere.
 */
export function thumbprintValueAt(document: CscfgDocument, selection: Span): ThumbprintValue | undefined {
  const isAround = (span: Span): boolean => span.start <= selection.start && selection.end <= span.end;
  for (const role of document.model.roles) {
    const thumbprint = role.certificates.find(
      (entry) => entry.thumbprint?.valueSpan !== undefined && isAround(entry.thumbprint.valueSpan),
    )?.thumbprint;
    if (thumbprint?.valueSpan !== undefined) {
      return { span: thumbprint.valueSpan, written: (value) => escapeAttribute(value, thumbprint.quote) };
    }
    for (const { name, value } of role.settings) {
      const item = value?.valueSpan !== undefined && isAround(value.valueSpan) ? value.valueSpan : undefined;
      if (item !== undefined) {
        return settingItem(document.text, name?.value ?? '', item, selection);
      }
    }
  }
  return undefined;
}

/** A setting can contain any text: only a name or a value says that it is a thumbprint. */
function settingItem(text: string, name: string, { start, end }: Span, selection: Span): ThumbprintValue | undefined {
  const before = /[^,;]*$/.exec(text.slice(start, selection.start))?.[0] ?? '';
  const behind = /^[^,;]*/.exec(text.slice(selection.end, end))?.[0] ?? '';
  const span = {
    start: selection.start - before.trimStart().length,
    end: selection.end + behind.trimEnd().length,
  };
  const old = text.slice(span.start, span.end);
  return /thumbprint/i.test(name) || normalizedThumbprint(old) !== undefined
    ? { span, written: (thumbprint) => (old.length === 40 ? inStyleOf(old, thumbprint) : thumbprint) }
    : undefined;
}
