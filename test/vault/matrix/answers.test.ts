import { testRows, type Row } from './matrix';

const host = 'matrix.vault.azure.net';
const stranger = `The response from ${host} is not from a key vault. Check the vault name, the proxy, and whether the network requires you to sign in.`;

const strange = (when: string, arrange: Row['arrange'], log: RegExp, more: Partial<Row> = {}): Row => ({
  when,
  arrange,
  kind: 'notAVault',
  words: stranger,
  log,
  ...more,
});

testRows('what answers is no vault', [
  strange('half a JSON', ({ vault }) => void vault.fail({ kind: 'truncated' }), /notAVault status=200 detail=/),
  strange(
    'another JSON',
    ({ vault }) => void vault.fail({ kind: 'wrongJson' }),
    /notAVault detail=The response contains no list/,
  ),
  strange('the page of a hotel', ({ vault }) => void vault.fail({ kind: 'html' }), /notAVault/),
  strange(
    'x5t of a wrong length',
    ({ vault }) => void vault.fail({ kind: 'badThumbprints' }),
    /notAVault detail=The certificate api has a thumbprint that is not a SHA-1/,
  ),
  strange(
    'items without x5t',
    ({ vault }) => void vault.fail({ kind: 'noThumbprints' }),
    /notAVault detail=The certificate api has no thumbprint/,
  ),
  strange(
    'a page of 40 MB',
    ({ vault }) => void vault.fail({ kind: 'hugePage', megabytes: 40 }),
    /notAVault detail=The response has more than 32000000 bytes/,
  ),
  strange(
    'pages that go round in circles',
    ({ vault }) => {
      vault.paging = 'loop';
      for (let index = 0; index < 30; index++) {
        vault.add({ name: `more-${String(index)}`, versions: [{ from: -1, to: 1 }] });
      }
    },
    /notAVault detail=A page of the list links to an earlier page/,
  ),
  strange(
    'empty pages without end',
    ({ vault }) => {
      vault.paging = 'endless';
    },
    /notAVault detail=The list has too many pages/,
    { requests: 110 },
  ),
  strange(
    'a next page at another host',
    ({ vault }) => {
      vault.paging = 'foreign';
      for (let index = 0; index < 30; index++) {
        vault.add({ name: `more-${String(index)}`, versions: [{ from: -1, to: 1 }] });
      }
    },
    /notAVault detail=A page of the list links to another host, hostile\.example/,
  ),
  strange(
    'a redirection to another host',
    ({ vault }) => void vault.fail({ kind: 'redirect' }),
    /notAVault status=302/,
  ),
  strange(
    'pages that repeat the first, each with another link',
    ({ vault }) => {
      vault.paging = 'repeat';
    },
    /notAVault detail=The list has too many pages without a new entry/,
    { requests: 110 },
  ),
  strange(
    'pages with one new name each, without end',
    ({ vault }) => {
      vault.paging = 'sparse';
    },
    /notAVault detail=The list does not end after 2\d\d pages/,
    { requests: 260 },
  ),
  strange(
    'a next page on the path of the secrets',
    ({ vault }) => {
      vault.paging = 'secrets';
      for (let index = 0; index < 30; index++) {
        vault.add({ name: `more-${String(index)}`, versions: [{ from: -1, to: 1 }] });
      }
    },
    /notAVault detail=A page of the list links to another list/,
  ),
  ...[5, 'https://', {}].map((nextLink) =>
    strange(
      `a link to the next page that is ${JSON.stringify(nextLink)}`,
      ({ vault }) => void vault.fail({ kind: 'odd', answer: { nextLink } }),
      /notAVault detail=The link to the next page of the list is not a URL/,
    ),
  ),
  strange(
    'entries that are all null',
    ({ vault }) => void vault.fail({ kind: 'odd', answer: { value: [null, null] } }),
    /notAVault detail=A certificate in the list has no name/,
  ),
  ...[{ value: {} }, { value: null }, { value: 'none' }].map((answer) =>
    strange(
      `a list that is ${JSON.stringify(answer.value)}`,
      ({ vault }) => void vault.fail({ kind: 'odd', answer }),
      /notAVault detail=The response contains no list/,
    ),
  ),
  strange('redirections without end', ({ vault }) => void vault.fail({ kind: 'redirectLoop' }), /notAVault status=302/),
  ...(['twoLengths', 'endlessHeaders', 'notHttp'] as const).map((how) =>
    strange(`no HTTP: ${how}`, ({ vault }) => void vault.fail({ kind: 'broken', how }), /notAVault detail=/),
  ),
  strange(
    'a challenge for somebody else’s tokens',
    ({ vault }) => {
      vault.challengeResource = 'https://management.azure.com';
    },
    /notAVault/,
    { isNewClient: true },
  ),
  strange(
    'a challenge for the tokens of another cloud’s vaults',
    ({ vault }) => {
      vault.challengeResource = 'https://vault.azure.cn';
    },
    /notAVault/,
    { isNewClient: true },
  ),
  strange(
    'a challenge for the tokens of a part of the cloud’s name',
    ({ vault }) => {
      vault.challengeResource = 'https://azure.net';
    },
    /notAVault detail=The challenge requests a token for https:\/\/azure\.net/,
    { isNewClient: true },
  ),
]);
