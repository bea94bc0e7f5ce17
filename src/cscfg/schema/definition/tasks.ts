import * as l10n from '@vscode/l10n';
import {
  element,
  inAnyOrder,
  inOrder,
  many,
  maybe,
  one,
  optional,
  required,
  usually,
  type Parts,
  type ElementType,
  sources,
} from '../types';
import { boolean, choices, filled, integer, text } from '../values';

const roleInstanceValue = element(
  'RoleInstanceValue',
  l10n.t('Sets the variable to a value of the role instance.'),
  sources.webRole,
  {
    attributes: [
      required('xpath', text, l10n.t('The XPath of the value, such as /RoleEnvironment/Deployment/@emulated.'), {
        sample: '/RoleEnvironment/Deployment/@emulated',
      }),
    ],
  },
);

const environment = element('Environment', l10n.t('Environment variables for the process.'), sources.webRole, {
  groups: inAnyOrder(
    many(
      element('Variable', l10n.t('An environment variable.'), sources.webRole, {
        attributes: [
          required('name', filled, l10n.t('The name of the variable.'), { sample: 'NAME' }),
          optional('value', text, l10n.t('The value of the variable, unless a RoleInstanceValue sets it.')),
        ],
        groups: inOrder(maybe(roleInstanceValue)),
      }),
    ),
  ),
});

const executionContext = optional(
  'executionContext',
  choices([
    { value: 'limited', doc: l10n.t('Without administrator privileges.') },
    { value: 'elevated', doc: l10n.t('With administrator privileges.') },
  ]),
  l10n.t('The privileges of the process.'),
  { fallback: 'limited' },
);

const task = element('Task', l10n.t('A command that runs when an instance starts.'), sources.webRole, {
  attributes: [
    required('commandLine', filled, l10n.t('The command, such as a .cmd file in the package.'), {
      sample: 'startup.cmd',
    }),
    executionContext,
    optional(
      'taskType',
      choices([
        { value: 'simple', doc: l10n.t('The next task starts when this task ends.') },
        { value: 'background', doc: l10n.t('The task runs in the background.') },
        { value: 'foreground', doc: l10n.t('The role restarts only after this task ends.') },
      ]),
      l10n.t('How the task runs in relation to other tasks.'),
      { fallback: 'simple' },
    ),
  ],
  groups: inOrder(maybe(environment)),
});

export const startup = element('Startup', l10n.t('The commands that run when an instance starts.'), sources.webRole, {
  attributes: [optional('priority', integer(-2_147_483_648), l10n.t('Reserved for the platform.'), { fallback: '0' })],
  groups: inOrder(many(task)),
});

const netFxEntryPoint = element('NetFxEntryPoint', l10n.t('The .NET assembly of the role.'), sources.webRole, {
  attributes: [
    required('assemblyName', filled, l10n.t('The assembly file, relative to the application folder of the role.'), {
      sample: 'Role.dll',
    }),
    optional('targetFrameworkVersion', filled, l10n.t('The target version of .NET Framework.'), {
      sample: 'v4.0',
    }),
  ],
});

const programEntryPoint = element(
  'ProgramEntryPoint',
  l10n.t('The program of the role. The role restarts when the program ends.'),
  sources.workerRole,
  {
    attributes: [
      required(
        'commandLine',
        filled,
        l10n.t('The program with its arguments, relative to the application folder of the role.'),
        {
          sample: 'run.cmd',
        },
      ),
      required(
        'setReadyOnProcessStart',
        boolean,
        l10n.t('Whether the role is ready when the program has started. Use true.'),
      ),
    ],
  },
);

function runtime(entryPoint: Parts): ElementType {
  return element('Runtime', l10n.t('The settings of the role process.'), sources.webRole, {
    attributes: [executionContext],
    groups: inOrder(
      maybe(environment),
      maybe(element('EntryPoint', l10n.t('The entry point of the role.'), sources.webRole, entryPoint)),
    ),
  });
}

export const webRuntime = runtime({ groups: inOrder(one(netFxEntryPoint)) });
export const workerRuntime = runtime({
  groups: inAnyOrder(usually(maybe(programEntryPoint)), maybe(netFxEntryPoint)),
  exactlyOneOf: ['ProgramEntryPoint', 'NetFxEntryPoint'],
});
