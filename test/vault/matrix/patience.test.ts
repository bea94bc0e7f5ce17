import { testRows } from './matrix';

const host = 'matrix.vault.azure.net';
const late = `The request to ${host} timed out. Check the network, the VPN, and the proxy, then try again.`;
const asked = `${host} is throttling requests (429). Wait a minute, then try again.`;
const broken = (status: number): string => `${host} returned an internal error (${String(status)}). Try again later.`;

testRows('the vault takes its time', [
  {
    when: '429 without end, and without a word on when to come back',
    arrange: ({ vault }) => void vault.fail({ kind: 'throttle' }),
    options: { timeoutMs: 900 },
    kind: 'throttled',
    words: asked,
    log: /throttled status=429 code=Throttled/,
    requests: 2,
  },
  {
    when: '429 without end, each time with leave to come back at once',
    arrange: ({ vault }) => void vault.fail({ kind: 'throttle', retryAfter: 0 }),
    options: { timeoutMs: 900 },
    kind: 'throttled',
    words: asked,
    log: /throttled status=429 code=Throttled/,
    requests: 2,
  },
  {
    when: '429 that asks for more patience than there is',
    arrange: ({ vault }) => void vault.fail({ kind: 'throttle', retryAfter: 3600 }),
    kind: 'throttled',
    words: asked,
    log: /throttled status=429/,
    requests: 2,
  },
  {
    when: '503 that asks for more patience than there is',
    arrange: ({ vault }) => void vault.fail({ kind: 'status', status: 503, retryAfter: 3600 }),
    kind: 'service',
    words: broken(503),
    log: /service status=503/,
    requests: 3,
  },
  {
    when: '503 without end, each time with leave to come back at once',
    arrange: ({ vault }) => void vault.fail({ kind: 'status', status: 503, retryAfter: 0 }),
    options: { timeoutMs: 900 },
    kind: 'service',
    words: broken(503),
    log: /service status=503/,
    requests: 3,
  },
  {
    when: '500',
    arrange: ({ vault }) => void vault.fail({ kind: 'status', status: 500 }),
    kind: 'service',
    words: broken(500),
    log: /service status=500 code=InternalServerError/,
    requests: 3,
  },
  {
    when: '503',
    arrange: ({ vault }) => void vault.fail({ kind: 'status', status: 503 }),
    kind: 'service',
    words: broken(503),
    log: /service status=503/,
    requests: 3,
  },
  {
    when: 'no answer, ever',
    arrange: ({ vault }) => void vault.fail({ kind: 'hang' }),
    options: { timeoutMs: 400 },
    kind: 'timeout',
    words: late,
    log: /timeout detail=No response within 400 ms/,
    requests: 2,
  },
  {
    when: 'no answer, ever, to who can set how long to wait',
    arrange: ({ vault }) => void vault.fail({ kind: 'hang' }),
    options: { timeoutMs: 400, timeoutSetting: 'cscfg.requestTimeout' },
    kind: 'timeout',
    words: `The request to ${host} timed out. Check the network, or increase the setting cscfg.requestTimeout.`,
    log: /timeout detail=No response within 400 ms/,
    requests: 2,
  },
  {
    when: 'half an answer, and then nothing',
    arrange: ({ vault }) => void vault.fail({ kind: 'stall' }),
    options: { timeoutMs: 400 },
    kind: 'timeout',
    words: late,
    log: /timeout detail=No response within 400 ms/,
    requests: 2,
  },
  {
    when: 'an answer drop by drop',
    arrange: ({ vault }) => void vault.fail({ kind: 'drip', milliseconds: 30 }),
    options: { timeoutMs: 400 },
    kind: 'timeout',
    words: late,
    log: /timeout detail=No response within 400 ms/,
    requests: 2,
  },
  {
    when: 'slow errors, each in time, but not both',
    arrange: ({ vault }) => {
      vault.fail({ kind: 'status', status: 500 });
      vault.latency = 250;
    },
    options: { timeoutMs: 450 },
    kind: 'timeout',
    words: late,
    log: /timeout detail=No response within 450 ms/,
    requests: 3,
  },
]);
