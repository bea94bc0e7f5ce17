/** Well-formed texts that have a bit of everything, for mutations. */
export const samples: readonly string[] = [
  `<?xml version="1.0" encoding="utf-8"?>
<!-- Production -->
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration" osFamily="7">
  <Role name="Web">
    <Instances count="2" />
    <ConfigurationSettings>
      <Setting name="Query" value="a=1&amp;b=2" />
      <Setting name='Sign' value='&#x41;' />
    </ConfigurationSettings>
    <Certificates>
      <!-- Renewed every year -->
      <Certificate name="web" thumbprint="7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA" thumbprintAlgorithm="sha1" />
      <Certificate name="api" thumbprint="#{Api}#" thumbprintAlgorithm="sha1"></Certificate>
    </Certificates>
  </Role>
  <Role name="Worker">
    <Instances count="1" />
    <Certificates/>
  </Role>
</ServiceConfiguration>
`,
  `<c:ServiceConfiguration xmlns:c='urn:x' serviceName='Shop'><c:Role name="Web"><c:Certificates><c:Certificate name='a' thumbprint='7c b8 b7 53 9d 87 ba 72 15 35 7b 9b 90 49 df f2 d3 fa 59 ba' thumbprintAlgorithm='sha1'/></c:Certificates></c:Role><![CDATA[x < y]]>text<?pi some?></c:ServiceConfiguration>`,
  '<A>\r\n\t<B\r\n\t\tx="1"\r\n\t\ty="2"/>\r\n\t<C>t</C>\r\n</A>\r\n',
];
