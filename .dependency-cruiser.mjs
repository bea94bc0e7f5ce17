/** The floors of src from the lowest up: a floor imports from those before it, types included. */
const floors = ['text', 'xml', 'certificate', 'deployment', 'cscfg', 'vault', 'check', 'editor', 'cli'];

const upward = floors.map((floor, index) => ({
  name: `${floor}-imports-upward`,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: `^src/(?:${[...floors.slice(index + 1), 'extension'].join('|')})(?:/|\\.ts$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: { path: '^(?:src|test)/' },
      to: { circular: true },
    },
    { name: 'cli-imports-editor', severity: 'error', from: { path: '^src/cli/' }, to: { path: '^src/editor/' } },
    ...upward,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count: a cycle of types is a cycle for whoever reads the files.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
