import * as l10n from '@vscode/l10n';
import { type DeployedRole, type Found, isKnown } from '../../../deployment/deployedService';
import { replaceAt } from '../../../deployment/edits';
import { attributeOf } from '../../../xml/tree';
import { setAttribute } from '../../../xml/edit';
import type { Role } from '../../model/configuration';
import { findNamed, isPlainName, isSameName } from '../../service/names';
import { textFix } from '../fixes';
import type { TextFix } from '../rule';
import { nameSpan } from '../service/agreement';
import { type Comparison, configurationFile, type DeploymentProblem, fileName, startOf } from './problem';

const code = 'role-profile-mismatch';

/** Compares with configuration and definition. With `allowModelOverride`, sizes and instance counts may differ. */
export function* roleProblems(comparison: Comparison): Generator<DeploymentProblem> {
  const { document, service } = comparison;
  const { roles: profile, allowModelOverride } = service;
  const { roles } = document.model;
  if (profile === undefined || profile.notChecked.length > 0 || !roles.every(({ name }) => isPlainName(name))) {
    return;
  }
  const isWhole = profile.items.every(({ name }) => isKnown(name));
  const pairs = profile.items.map((deployed) => ({ deployed, role: roleOf(roles, deployed.name) }));
  const absent = roles.filter((role) => pairs.every((pair) => pair.role !== role));
  for (const { deployed, role } of pairs) {
    if (role === undefined && isKnown(deployed.name)) {
      yield unknownRole(comparison, deployed.name, absent);
    }
    const overrides = allowModelOverride !== undefined && (!isKnown(allowModelOverride) || allowModelOverride.value);
    if (role !== undefined && !overrides) {
      yield* countProblem(comparison, deployed, role);
      yield* sizeProblem(comparison, deployed, role);
    }
  }
  if (isWhole) {
    for (const role of absent) {
      yield {
        code,
        certain: profile.certain,
        here: {
          span: nameSpan(role.element, role.name),
          role,
          message: l10n.t('roleProfile in {0} does not contain role "{1}".', fileName(profile), role.name?.value ?? ''),
        },
        there: {
          ...startOf(profile),
          message: l10n.t(
            'roleProfile does not contain role "{0}" of {1}.',
            role.name?.value ?? '',
            configurationFile(comparison.context),
          ),
        },
        fixes: [],
      };
    }
  }
}

function roleOf(roles: readonly Role[], name: Found<string>): Role | undefined {
  return isKnown(name) ? findNamed(roles, name.value) : undefined;
}

function unknownRole(
  { context, document }: Comparison,
  name: Found<string> & { readonly value: string; readonly certain: boolean; readonly literal: boolean },
  absent: readonly Role[],
): DeploymentProblem {
  const [only, ...others] = absent;
  const meant = others.length === 0 ? only?.name?.value : undefined;
  const { serviceName, element } = document.model;
  return {
    code,
    certain: name.certain,
    ...(element === undefined
      ? {}
      : {
          here: {
            span: nameSpan(element, serviceName),
            message: l10n.t(
              'roleProfile in {0} contains role "{1}", which this configuration does not have.',
              fileName(name),
              name.value,
            ),
          },
        }),
    there: { ...name, message: l10n.t('{0} has no role "{1}".', configurationFile(context), name.value) },
    fixes:
      meant === undefined || !name.literal
        ? []
        : [there(l10n.t('Replace with "{0}"', meant), replaceAt(name, meant), true)],
  };
}

function* countProblem(
  { document, context }: Comparison,
  { capacity }: DeployedRole,
  role: Role,
): Generator<DeploymentProblem> {
  const count = role.instances?.count;
  const written = count?.value.trim() ?? '';
  if (
    !isKnown(capacity) ||
    role.instances === undefined ||
    count?.valueSpan === undefined ||
    !/^\d+$/.test(written) ||
    Number(written) === capacity.value
  ) {
    return;
  }
  const name = role.name?.value ?? '';
  yield {
    code,
    certain: capacity.certain,
    here: {
      span: count.valueSpan,
      role,
      message: l10n.t(
        'Role "{0}" has {1} instances here, but capacity {2} in {3}.',
        name,
        written,
        capacity.value,
        fileName(capacity),
      ),
    },
    there: {
      ...capacity,
      message: l10n.t(
        'Role "{0}" has capacity {1} here, but {2} instances in {3}.',
        name,
        capacity.value,
        written,
        configurationFile(context),
      ),
    },
    fixes: [
      ...(capacity.literal
        ? [there(l10n.t('Set the capacity to {0} in {1}', written, fileName(capacity)), replaceAt(capacity, written))]
        : []),
      textFix(l10n.t('Set the number of instances to {0} in {1}', capacity.value, configurationFile(context)), [
        setAttribute(document.text, role.instances.element, 'count', String(capacity.value)),
      ]),
    ],
  };
}

/** The size is in the definition, which is another file, so the problem is shown at the role. */
function* sizeProblem({ context }: Comparison, { size }: DeployedRole, role: Role): Generator<DeploymentProblem> {
  const definition = context.service?.definition;
  const name = role.name?.value ?? '';
  const defined = definition && findNamed(definition.document.definition.roles, name);
  const vmsize = defined && attributeOf(defined.element, 'vmsize')?.value.trim();
  if (
    !isKnown(size) ||
    definition === undefined ||
    vmsize === undefined ||
    vmsize === '' ||
    isSameName(vmsize, size.value)
  ) {
    return;
  }
  yield {
    code,
    certain: size.certain,
    here: {
      span: nameSpan(role.element, role.name),
      role,
      message: l10n.t(
        'Role "{0}" has the size {1} in {2}, but {3} in {4}.',
        name,
        vmsize,
        definition.name,
        size.value,
        fileName(size),
      ),
    },
    there: {
      ...size,
      message: l10n.t('Role "{0}" has the size {1} here, but {2} in {3}.', name, size.value, vmsize, definition.name),
    },
    fixes: size.literal
      ? [there(l10n.t('Set the size to {0} in {1}', vmsize, fileName(size)), replaceAt(size, vmsize))]
      : [],
  };
}

function there(title: string, edits: ReturnType<typeof replaceAt>, preferred = false): TextFix {
  return { ...textFix(title, [], { preferred }), elsewhere: [edits] };
}
