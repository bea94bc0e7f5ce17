import dns from 'node:dns';
import { testRows, type Row } from './matrix';

const host = 'matrix.vault.azure.net';
const unreachable = (code: string): string =>
  `${host} cannot be reached (${code}). Check the network, the VPN, and the proxy, then try again.`;

/** Without the proxy, and with a name server that knows no host, which the client queries itself. */
const withoutProxy: Row['arrange'] = ({ onEnd }) => {
  const { lookup } = dns;
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  names.forEach((name) => Reflect.deleteProperty(process.env, name));
  dns.lookup = ((name: string, ...rest: readonly unknown[]) => {
    const answer = rest.at(-1) as (error: NodeJS.ErrnoException) => void;
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
    });
    setImmediate(answer, error);
  }) as typeof lookup;
  onEnd(() => {
    dns.lookup = lookup;
    before.forEach(([name, value]) => (process.env[name] = value));
  });
};

/** The proxy is another one from now on. */
const proxyIs =
  (url: string): Row['arrange'] =>
  ({ onEnd }) => {
    const before = process.env['HTTPS_PROXY'];
    process.env['HTTPS_PROXY'] = process.env['https_proxy'] = url;
    onEnd(() => (process.env['HTTPS_PROXY'] = process.env['https_proxy'] = before));
  };

testRows('the way to it is blocked', [
  {
    when: 'the connection is cut before an answer',
    arrange: ({ vault }) => void vault.fail({ kind: 'reset' }),
    kind: 'offline',
    words: unreachable('ECONNRESET'),
    log: /offline code=ECONNRESET/,
  },
  {
    when: 'the name server does not know it',
    arrange: withoutProxy,
    isNewClient: true,
    kind: 'offline',
    words: `${host} was not found (DNS). Check the vault name, the network, and the VPN.`,
    log: /offline code=ENOTFOUND/,
    requests: 0,
  },
  {
    when: 'the proxy does not know it',
    arrange: ({ lab }) => {
      lab.emulator.network = 'refuse';
    },
    kind: 'offline',
    words: unreachable('HTTP 502'),
    log: /offline status=502 code=HTTP 502/,
    requests: 0,
  },
  {
    when: 'the proxy wants to know who is there first',
    arrange: ({ lab }) => {
      lab.emulator.network = 'locked';
    },
    kind: 'offline',
    words: `The proxy for ${host} requires a user name and a password (407). Set them in HTTPS_PROXY, or in the VS Code setting http.proxy.`,
    log: /offline status=407 code=HTTP 407/,
    requests: 0,
  },
  {
    when: 'the proxy cuts every connection',
    arrange: ({ lab }) => {
      lab.emulator.network = 'cut';
    },
    kind: 'offline',
    words: unreachable('network'),
    log: /offline detail=Proxy connection ended/,
    requests: 0,
  },
  {
    when: 'the proxy says nothing',
    arrange: ({ lab }) => {
      lab.emulator.network = 'silent';
    },
    options: { timeoutMs: 400 },
    kind: 'timeout',
    words: `The request to ${host} timed out. Check the network, the VPN, and the proxy, then try again.`,
    log: /timeout/,
    requests: 0,
  },
  {
    when: 'the proxy is not there',
    arrange: proxyIs('http://127.0.0.1:9'),
    isNewClient: true,
    kind: 'offline',
    words: unreachable('ECONNREFUSED'),
    log: /offline code=ECONNREFUSED/,
    requests: 0,
  },
  {
    when: 'the proxy is not set to a URL',
    arrange: proxyIs('proxy and port'),
    isNewClient: true,
    kind: 'offline',
    words: `The proxy for ${host} is not a valid URL. Check HTTPS_PROXY and the VS Code setting http.proxy.`,
    log: /offline code=ERR_INVALID_URL/,
    requests: 0,
  },
  {
    when: 'the proxy’s own name is not known',
    arrange: proxyIs('http://no-such-proxy.invalid:8080'),
    isNewClient: true,
    kind: 'offline',
    words: `The proxy no-such-proxy.invalid for ${host} was not found (DNS). Check HTTPS_PROXY and the VS Code setting http.proxy.`,
    log: /offline code=ENOTFOUND/,
    requests: 0,
  },
  {
    when: 'somebody inspects the traffic whom this computer does not trust',
    arrange: ({ lab }) => {
      lab.emulator.network = 'untrusted';
    },
    kind: 'tls',
    words: `The connection to ${host} is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE). If a proxy inspects TLS connections, set NODE_EXTRA_CA_CERTS to the file of its certificate authority or, for VS Code, install it in the certificate store of the system. Then restart.`,
    log: /tls code=/,
    requests: 0,
  },
  {
    when: 'a gateway answers in its place',
    arrange: ({ vault }) => void vault.fail({ kind: 'status', status: 502, html: true }),
    kind: 'service',
    words: `${host} returned an internal error (502). Try again later.`,
    log: /service status=502/,
  },
]);
