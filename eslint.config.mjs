import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The packages that a floor must not import; .dependency-cruiser.mjs has the imports between floors. */
const floor = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const vscode = { group: ['vscode'], message: 'Only src/editor imports the API of VS Code.' };
const azure = { group: ['@azure/*'], message: 'Only src/vault imports the Azure SDK.' };
const io = {
  group: ['node:*', 'fs', 'path', 'os', 'http', 'https', 'child_process'],
  message: 'The language is pure: no I/O, no clock, no network.',
};

const plainly = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  { selector: 'TSEnumDeclaration', message: 'A union of literals says it with plain data.' },
];
/** The parts of `vscode.window` that show a notification, however they are reached. */
const notifying = '/^(show(Information|Warning|Error)Message|withProgress)$/';
const notifications = [
  `MemberExpression[object.property.name="window"][property.name=${notifying}]`,
  `ObjectPattern > Property[key.name=${notifying}]`,
].map((selector) => ({ selector, message: 'Notifications go through src/editor/notify.ts, which leaves links out.' }));

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'screenshots'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/array-type': 'off',
      'no-restricted-syntax': ['error', ...plainly],
    },
  },
  {
    files: ['src/editor/**/*.ts', 'src/extension.ts'],
    ignores: ['src/editor/notify.ts'],
    rules: { 'no-restricted-syntax': ['error', ...plainly, ...notifications] },
  },
  {
    files: ['src/{text,xml,certificate,cscfg,deployment}/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'The language is pure.' },
      ],
    },
  },
  floor(['src/{text,xml,certificate,cscfg,deployment}/**/*.ts'], [vscode, azure, io]),
  floor(['src/vault/**/*.ts'], [vscode]),
  floor(['src/check/**/*.ts'], [vscode, azure]),
  floor(['src/editor/**/*.ts', 'src/extension.ts'], [azure]),
  floor(['src/cli/**/*.ts'], [vscode, azure]),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
  },
);
