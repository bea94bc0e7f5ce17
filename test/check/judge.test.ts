import assert from 'node:assert/strict';
import type { DocumentState } from '../../src/check/context';
import { judgeDocument, Judgements } from '../../src/check/judge';
import { parseCscfg } from '../../src/cscfg/document';
import type { Service, ServiceFile } from '../../src/cscfg/service/service';
import { unreadSnapshot, type VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import { certificateElement, applyEdits, knownThumbprint, webRoleWith } from '../cscfg/support/texts';

const vault = 'https://contoso.vault.azure.net';
const now = Date.UTC(2026, 10, 1);
const day = 86_400_000;
const text = webRoleWith(certificateElement(knownThumbprint));

const definition: ServiceFile = file(
  'Shop.csdef',
  '<ServiceDefinition name="Shop"><WebRole name="Web" /></ServiceDefinition>',
);

function file(name: string, content: string): ServiceFile {
  return { file: name, name, document: parseCscfg(content) };
}

/** A vault that was read whole and holds one certificate with the thumbprint, valid until this time. */
function holding(expires: number, notBefore = now - day): VaultSnapshot {
  const version = {
    vault,
    certificate: 'web',
    thumbprint: knownThumbprint,
    enabled: true,
    expires,
    notBefore,
    version: '1',
  };
  return {
    ...unreadSnapshot(vault),
    newest: new Map([['web', version]]),
    versions: new Map([['web', [version]]]),
    listedAt: now - day,
    deleted: { state: 'listed', certificates: [] },
    secrets: { state: 'listed', secrets: [] },
  };
}

const cscfg = parseCscfg(text);
const self: ServiceFile = { file: 'Shop.cscfg', name: 'Shop.cscfg', document: cscfg };
const other = file('Other.cscfg', text);
const service: Service = { self: self.file, definition, configurations: [self], projects: [] };

const state: DocumentState = {
  cscfg,
  settings: { expiryWarningDays: 30, levels: {} },
  snapshots: [holding(now + 365 * day)],
  service,
  fileName: 'Shop.cscfg',
  untrusted: false,
};

const codes = (given: DocumentState, at = now): readonly string[] =>
  judgeDocument(given, at).findings.map(({ code }) => code);

describe('judgeDocument', () => {
  const cases: readonly (readonly [what: string, change: Partial<DocumentState>, verdict: string])[] = [
    ['the vaults', {}, 'current'],
    ['the certificate’s end', { snapshots: [holding(now + 3 * day)] }, 'expiring'],
    [
      'the days of the warning',
      { snapshots: [holding(now + 3 * day)], settings: { expiryWarningDays: 2, levels: {} } },
      'current',
    ],
    ['no vault', { snapshots: [] }, 'unverified'],
    ['a user who is offline', { offline: true }, 'unverified'],
    ['a vault that is not read', { snapshots: [unreadSnapshot(vault)] }, 'unverified'],
    ['an untrusted workspace', { snapshots: [holding(now - day)], untrusted: true }, 'unverified'],
  ];
  for (const [what, change, verdict] of cases) {
    it(`gives verdicts that follow ${what}`, () => {
      const { context } = judgeDocument({ ...state, ...change }, now);
      assert.equal(context.verdictOf(knownThumbprint).kind, verdict);
      assert.equal(context.verdictOf(knownThumbprint), context.verdictOf(knownThumbprint));
    });
  }

  it('finds what the levels leave on', () => {
    const expired: DocumentState = { ...state, snapshots: [holding(now - day)] };
    assert.ok(codes(expired).includes('certificate-expired'));
    const settings = { expiryWarningDays: 30, levels: { 'certificate-expired': 'off' } } as const;
    assert.ok(!codes({ ...expired, settings }).includes('certificate-expired'));
  });

  it('proposes no certificate in an untrusted workspace', () => {
    const inventory = (untrusted: boolean): number =>
      judgeDocument({ ...state, untrusted }, now).context.inventory.length;
    assert.deepEqual([inventory(false), inventory(true)], [1, 0]);
    assert.deepEqual(judgeDocument({ ...state, untrusted: true }, now).context.known?.(), []);
  });

  it('computes findings and fixes once', () => {
    const written = webRoleWith(certificateElement(knownThumbprint.toLowerCase()));
    const judgement = judgeDocument({ ...state, cscfg: parseCscfg(written), service: undefined }, now);
    assert.equal(judgement.findings, judgement.findings);
    const finding = judgement.findings.find(({ code }) => code === 'thumbprint-style');
    assert.ok(finding);
    const fixes = judgement.fixesOf(finding);
    assert.equal(judgement.fixesOf(finding), fixes);
    assert.deepEqual(
      fixes.map((fix) => (fix.kind === 'edit' ? applyEdits(written, fix.edits) : fix.title)),
      [text],
    );
  });
});

describe('Judgements', () => {
  it('are the same object while the state is the same', () => {
    const judgements = new Judgements();
    const first = judgements.of('a', state, now);
    const again: DocumentState = {
      ...state,
      snapshots: [...state.snapshots],
      service: { ...service, ...(service.definition && { definition: { ...service.definition } }) },
    };
    assert.equal(judgements.of('a', again, now), first);
    assert.equal(judgements.of('a', again, now + 59_999), first);
  });

  const [snapshot] = state.snapshots;
  assert.ok(snapshot);
  const changes: readonly (readonly [what: string, changed: Partial<DocumentState>])[] = [
    ['text', { cscfg: parseCscfg(text) }],
    ['settings', { settings: { ...state.settings } }],
    ['snapshot of a vault', { snapshots: [{ ...snapshot }] }],
    ['number of vaults', { snapshots: [snapshot, unreadSnapshot('https://fabrikam.vault.azure.net')] }],
    ['vaults to none', { snapshots: [] }],
    ['service to an unknown one', { service: undefined }],
    ['definition', { service: { ...service, definition: file(definition.file, text) } }],
    ['configurations', { service: { ...service, configurations: [self, other] } }],
    ['projects', { service: { ...service, projects: [other] } }],
    ['roles of the files in the service', { service: { ...service, configurations: [], projects: [self] } }],
    ['address in the service', { service: { ...service, self: definition.file } }],
    ['name', { fileName: 'Renamed.cscfg' }],
    ['trust', { untrusted: true }],
    ['option to work offline', { offline: true }],
  ];
  for (const [what, changed] of changes) {
    it(`are new after a change of the ${what}`, () => {
      const judgements = new Judgements();
      const first = judgements.of('a', state, now);
      const second = judgements.of('a', { ...state, ...changed }, now);
      assert.notEqual(second, first);
      assert.equal(judgements.of('a', { ...state, ...changed }, now), second);
    });
  }

  const times: readonly (readonly [what: string, at: number])[] = [
    ['a minute later', now + 60_000],
    ['when the clock is set back', now - 1],
  ];
  for (const [what, at] of times) {
    it(`are new ${what}`, () => {
      const judgements = new Judgements();
      assert.notEqual(judgements.of('a', state, now), judgements.of('a', state, at));
    });
  }

  it('follow a certificate that expires meanwhile', () => {
    const judgements = new Judgements();
    const expiring = { ...state, snapshots: [holding(now + 30_000)] };
    const kind = (at: number): string => judgements.of('a', expiring, at).context.verdictOf(knownThumbprint).kind;
    assert.deepEqual([kind(now), kind(now + 60_000)], ['expiring', 'expired']);
  });

  it('are those of one document each, until it is closed', () => {
    const judgements = new Judgements();
    const [a, b] = [judgements.of('a', state, now), judgements.of('b', state, now)];
    assert.notEqual(a, b);
    judgements.forget('a');
    assert.notEqual(judgements.of('a', state, now), a);
    assert.equal(judgements.of('b', state, now), b);
  });
});
