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
  message('Takes the variable’s value from what is known of the instance.'),
  sources.webRole,
  {
    attributes: [
      required('xpath', text, message('Where the value is: an XPath such as /RoleEnvironment/Deployment/@emulated.'), {
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
          required('name', filled, message('The variable’s name.'), { sample: 'NAME' }),
          optional('value', text, message('Its value, where a RoleInstanceValue does not give it.')),
        ],
        groups: inOrder(maybe(roleInstanceValue)),
      }),
    ),
  ),
});

const executionContext = optional(
  'executionContext',
  choices([
    { value: 'limited', doc: message('Without the rights of an administrator.') },
    { value: 'elevated', doc: message('With the rights of an administrator.') },
  ]),
  message('With which rights it runs.'),
  { fallback: 'limited' },
);

const task = element('Task', message('A command that runs when an instance starts.'), sources.webRole, {
  attributes: [
    required('commandLine', filled, message('The command, such as a .cmd file of the package.'), {
      sample: 'startup.cmd',
    }),
    executionContext,
    optional(
      'taskType',
      choices([
        { value: 'simple', doc: message('The next task waits for its end.') },
        { value: 'background', doc: message('Nothing waits for its end.') },
        { value: 'foreground', doc: message('A restart of the role waits for its end.') },
      ]),
      message('What waits for the command’s end.'),
      { fallback: 'simple' },
    ),
  ],
  groups: inOrder(maybe(environment)),
});

export const startup = element(
  'Startup',
  message('The commands that run when an instance starts, one after the other.'),
  sources.webRole,
  {
    attributes: [
      optional('priority', integer(-2_147_483_648), message('For the platform’s own use.'), { fallback: '0' }),
    ],
    groups: inOrder(many(task)),
  },
);

const netFxEntryPoint = element('NetFxEntryPoint', message('The .NET assembly that is the role.'), sources.webRole, {
  attributes: [
    required('assemblyName', filled, message('The assembly’s file, from the folder of the role’s application.'), {
      sample: 'Role.dll',
    }),
    optional('targetFrameworkVersion', filled, message('The version of .NET Framework that it was built for.'), {
      sample: 'v4.0',
    }),
  ],
});

const programEntryPoint = element(
  'ProgramEntryPoint',
  message('The program that is the role. When it ends, the role restarts.'),
  sources.workerRole,
  {
    attributes: [
      required('commandLine', filled, message('The program and what it is given, from the role’s application.'), {
        sample: 'run.cmd',
      }),
      required(
        'setReadyOnProcessStart',
        boolean,
        message('Whether the role is ready once the program has started; true is what works.'),
      ),
    ],
  },
);

function runtime(entryPoint: Parts): ElementType {
  return element('Runtime', message('How the role’s own process runs.'), sources.webRole, {
    attributes: [executionContext],
    groups: inOrder(
      maybe(environment),
      maybe(element('EntryPoint', message('What is started as the role.'), sources.webRole, entryPoint)),
    ),
  });
}

export const webRuntime = runtime({ groups: inOrder(one(netFxEntryPoint)) });
export const workerRuntime = runtime({
  groups: inAnyOrder(usually(maybe(programEntryPoint)), maybe(netFxEntryPoint)),
  exactlyOneOf: ['ProgramEntryPoint', 'NetFxEntryPoint'],
});
