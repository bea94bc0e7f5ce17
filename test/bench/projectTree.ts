import { service, certificate, thumbprint } from '../cli/service';

export type Tree = Readonly<Record<string, string>>;

const xmlns = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition';
const definition = `<ServiceDefinition name="Shop" xmlns="${xmlns}">
  <WorkerRole name="Web" vmsize="Standard_A1_v2">
    <Certificates><Certificate name="Tls" storeLocation="LocalMachine" storeName="My" /></Certificates>
  </WorkerRole>
</ServiceDefinition>
`;
const configuration = service(certificate('Tls', thumbprint));
const names = ['Cloud', 'Local', 'Staging'];

/** This many files in twenty folders: services with a definition, three configurations and a project. */
export function projectTree(files: number): Tree {
  const tree: Record<string, string> = {};
  for (let index = 0; index < files / 5; index++) {
    const folder = `team${String(index % 20)}/service${String(index)}`;
    tree[`${folder}/Service.ccproj`] = project(index % 2 === 0 ? names : ['*']);
    tree[`${folder}/ServiceDefinition.csdef`] = definition;
    for (const name of names) {
      tree[`${folder}/ServiceConfiguration.${name}.cscfg`] = configuration;
    }
  }
  return tree;
}

/** This many configurations of one service in one folder. */
export function sharedFolder(files: number): Tree {
  const numbers = [...Array(files).keys()].map(String);
  return {
    'Service.ccproj': project(numbers),
    'ServiceDefinition.csdef': definition,
    ...Object.fromEntries(numbers.map((number) => [`ServiceConfiguration.${number}.cscfg`, configuration])),
  };
}

function project(configurations: readonly string[]): string {
  const items = configurations.map((name) => `<ServiceConfiguration Include="ServiceConfiguration.${name}.cscfg" />`);
  return `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup><ServiceDefinition Include="ServiceDefinition.csdef" />${items.join('')}</ItemGroup>
</Project>
`;
}
