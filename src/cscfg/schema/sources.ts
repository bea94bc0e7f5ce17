/** Where a fact of the schema is stated. */
export interface Source {
  readonly name: string;
  readonly url?: string;
}

const pages = 'https://learn.microsoft.com/azure/cloud-services-extended-support/';

function page(name: string): Source {
  return { name, url: pages + name };
}

/** Microsoft's pages and schemas, by what they state. */
export const sources = {
  configuration: page('schema-cscfg-file'),
  role: page('schema-cscfg-role'),
  network: page('schema-cscfg-networkconfiguration'),
  definition: page('schema-csdef-file'),
  webRole: page('schema-csdef-webrole'),
  workerRole: page('schema-csdef-workerrole'),
  probe: page('schema-csdef-loadbalancerprobe'),
  traffic: page('schema-csdef-networktrafficrules'),
  /** Stated by the schema that came with the SDK, and by no page. */
  sdkConfiguration: { name: 'ServiceConfigurationSchema.xsd, Azure SDK 2.4' },
  sdkDefinition: { name: 'ServiceDefinitionSchema.xsd, Azure SDK 2.4' },
  /** XML Document Transform, of which a service file can be a part. */
  transform: {
    name: 'Web.config Transformation Syntax',
    url: 'https://learn.microsoft.com/previous-versions/aspnet/dd465326(v=vs.110)',
  },
  /** Seen in Microsoft's own files only. */
  samples: { name: 'azure-powershell, cloud-services-extended-support' },
} as const satisfies Readonly<Record<string, Source>>;
