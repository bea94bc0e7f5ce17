import { message } from '../../../text/message';
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

/** What runs on a role's machines. */

const roleInstanceValue = element(
  'RoleInstanceValue',
  message('Sets the variable to a value of the role instance.'),
  sources.webRole,
  {
    attributes: [
      required('xpath', text, message('The XPath of the value, such as /RoleEnvironment/Deployment/@emulated.'), {
        sample: '/RoleEnvironment/Deployment/@emulated',
      }),
    ],
  },
);

const environment = element('Environment', message('Environment variables for the process.'), sources.webRole, {
  groups: inAnyOrder(
    many(
      element('Variable', message('An environment variable.'), sources.webRole, {
        attributes: [
          required('name', filled, message('The name of the variable.'), { sample: 'NAME' }),
          optional('value', text, message('The value of the variable, unless a RoleInstanceValue sets it.')),
        ],
        groups: inOrder(maybe(roleInstanceValue)),
      }),
    ),
  ),
});

const executionContext = optional(
  'executionContext',
  choices([
    { value: 'limited', doc: message('Without administrator privileges.') },
    { value: 'elevated', doc: message('With administrator privileges.') },
  ]),
  message('The privileges of the process.'),
  { fallback: 'limited' },
);

const task = element('Task', message('A command that runs when an instance starts.'), sources.webRole, {
  attributes: [
    required('commandLine', filled, message('The command, such as a .cmd file in the package.'), {
      sample: 'startup.cmd',
    }),
    executionContext,
    optional(
      'taskType',
      choices([
        { value: 'simple', doc: message('The next task starts when this task ends.') },
        { value: 'background', doc: message('The task runs in the background.') },
        { value: 'foreground', doc: message('The role restarts only after this task ends.') },
      ]),
      message('How the task runs in relation to other tasks.'),
      { fallback: 'simple' },
    ),
  ],
  groups: inOrder(maybe(environment)),
});

export const startup = element('Startup', message('The commands that run when an instance starts.'), sources.webRole, {
  attributes: [optional('priority', integer(-2_147_483_648), message('Reserved for the platform.'), { fallback: '0' })],
  groups: inOrder(many(task)),
});

const netFxEntryPoint = element('NetFxEntryPoint', message('The .NET assembly of the role.'), sources.webRole, {
  attributes: [
    required('assemblyName', filled, message('The assembly file, relative to the application folder of the role.'), {
      sample: 'Role.dll',
    }),
    optional('targetFrameworkVersion', filled, message('The target version of .NET Framework.'), {
      sample: 'v4.0',
    }),
  ],
});

const programEntryPoint = element(
  'ProgramEntryPoint',
  message('The program of the role. The role restarts when the program ends.'),
  sources.workerRole,
  {
    attributes: [
      required(
        'commandLine',
        filled,
        message('The program with its arguments, relative to the application folder of the role.'),
        {
          sample: 'run.cmd',
        },
      ),
      required(
        'setReadyOnProcessStart',
        boolean,
        message('Whether the role is ready when the program has started. Use true.'),
      ),
    ],
  },
);

function runtime(entryPoint: Parts): ElementType {
  return element('Runtime', message('The settings of the role process.'), sources.webRole, {
    attributes: [executionContext],
    groups: inOrder(
      maybe(environment),
      maybe(element('EntryPoint', message('The entry point of the role.'), sources.webRole, entryPoint)),
    ),
  });
}

export const webRuntime = runtime({ groups: inOrder(one(netFxEntryPoint)) });
export const workerRuntime = runtime({
  groups: inAnyOrder(usually(maybe(programEntryPoint)), maybe(netFxEntryPoint)),
  exactlyOneOf: ['ProgramEntryPoint', 'NetFxEntryPoint'],
});
