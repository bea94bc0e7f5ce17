import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../text/span';
import { escapeAttribute } from '../../xml/edit';
import type { CscfgDocument } from '../document';
import { pluginOf } from '../model/plugins';
import type { FileEdits } from './edits';
import { isSameName } from './names';
import { filesOf, type Service } from './service';
import {
  isSameSymbol,
  type Occurrence,
  occurrencesIn,
  occurrencesInService,
  occurrencesOf,
  type ServiceSymbol,
  type SymbolKind,
} from './symbols';

/** Does not check the new name. */
export function renameInService(service: Service, symbol: ServiceSymbol, newName: string): readonly FileEdits[] {
  return occurrencesInService(service, symbol).map(({ file: { file }, occurrences }) => ({
    file,
    edits: occurrences.map((one) => renamed(one, newName)),
  }));
}

export function renameInDocument(document: CscfgDocument, symbol: ServiceSymbol, newName: string): readonly TextEdit[] {
  return occurrencesOf(document, symbol).map((one) => renamed(one, newName));
}

function renamed({ span, quote }: Occurrence, newName: string): TextEdit {
  return { ...span, newText: escapeAttribute(newName, quote) };
}

/** Names that the schemas allow (`NamedElementNameString` of the service definition's). */
const named = /^[\p{L}_][^\\/:*?"<>|`'^]*(?<![.\s])$/u;

/** The platform uses these names for files, computers and endpoints, so it restricts them. */
const strict: ReadonlySet<SymbolKind> = new Set([
  'role',
  'certificate',
  'endpoint',
  'loadBalancer',
  'loadBalancerProbe',
]);

/** Undefined if the symbol can be renamed. */
export function cannotRename({ name }: ServiceSymbol): string | undefined {
  return pluginOf(name) === undefined
    ? undefined
    : l10n.t('"{0}" cannot be renamed because a plugin of the platform uses this name.', name);
}

/** Undefined if the new name is allowed. */
export function renameProblem(service: Service, symbol: ServiceSymbol, newName: string): string | undefined {
  if (newName.trim() === '') {
    return l10n.t('Enter a name.');
  }
  if (newName !== newName.trim()) {
    return l10n.t('A name cannot start or end with a space.');
  }
  if (strict.has(symbol.kind) && !named.test(newName)) {
    return l10n.t(
      'A name must start with a letter or underscore, cannot end with a dot, and cannot contain {0}.',
      String.raw`\ / : * ? " < > | ^ ' or a grave accent`,
    );
  }
  if (pluginOf(newName) !== undefined) {
    return l10n.t('This prefix is reserved for plugins of the platform. Choose another name.');
  }
  return taken(service, symbol, newName);
}

function taken(service: Service, symbol: ServiceSymbol, newName: string): string | undefined {
  const wanted: ServiceSymbol = { ...symbol, name: newName };
  const declared = filesOf(service)
    .flatMap(({ document }) => occurrencesIn(document))
    .filter(({ part }) => part !== 'reference');
  if (!isSameName(symbol.name, newName) && declared.some((one) => isSameSymbol(one.symbol, wanted))) {
    return l10n.t('The name "{0}" is already in use.', newName);
  }
  const rival = symbol.kind === 'role' ? 'service' : symbol.kind === 'service' ? 'role' : undefined;
  return declared.some((one) => one.symbol.kind === rival && isSameName(one.symbol.name, newName))
    ? l10n.t('The service and its roles cannot have the same name because the deployment would fail.')
    : undefined;
}
