// What a sponsor takes home: verified here by the offline code an outsider would use, pending and anchored; and what a
// check then finds anchored.
import { parseReceipt } from '../../src/domain/merkle/receipt';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { verdictLine, verifyReceipt } from '../../src/domain/merkle/receipt-verdict';
import { sha256 } from '../../src/platform/digests';
import { AnchoringService } from '../../src/proof/anchoring.service';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { qrText } from '../../src/proof/receipt-paper.service';
import { SigningService } from '../../src/proof/signing.service';
import { asAttacker, receiptCrypto, trust, witness } from '../setup/proofs';
import { COUNTY, openWorld, type World } from '../setup/world';
import { done, REPORT, storyUpToTheAct, type Now, type Story } from './flaw-story';

const city = witness('w.test/city');
const archive = witness('w.test/archive');

let world: World;
let story: Story;
let flaw: Now;
beforeAll(async () => {
  world = await openWorld();
  trust(world, [city, archive], 2);
  story = await storyUpToTheAct(world);
  flaw = await done(world.as('sponsor').post('/flaws', { ...REPORT, pilotId: story.pilot.id }), 201);
});
afterAll(() => world.close());

const path = (name: string) => `/exemptions/${story.record.id}/${name}`;
const file = async () => (await world.as('sponsor').get(path('receipt.json')).buffer(true).expect(200)).text;
const keys = async () =>
  parsePinnedKeys((await world.as('sponsor').get(`/ledger/${COUNTY}/keys.json`).expect(200)).text, sha256);
const verdict = async () => verdictLine(await verifyReceipt(await file(), await keys(), receiptCrypto));

async function checked(): Promise<{ facts: { record: object; flaw: object }; figures: Record<string, unknown> }> {
  const finding = await done<{ id: string }>(world.as('inspector').post(`/flaws/${flaw.id}/check`), 201);
  const { rows } = await world.superuser.query<{ facts: string; document: string }>(
    'select facts, document from finding where id = $1',
    [finding.id],
  );
  const document = JSON.stringify(JSON.parse(rows[0]!.document));
  const figures = /"figures":(\{[^{}]*"noticeAnchoredOn"[^{}]*\})/.exec(document)![1]!;
  return { facts: JSON.parse(rows[0]!.facts), figures: JSON.parse(figures) };
}

describe('before the log has a key', () => {
  it('there is no receipt file and there are no keys, and both say why', async () => {
    const answer = await world.as('sponsor').get(path('receipt.json'));
    expect([answer.status, answer.body.code]).toEqual([409, 'receipt.log-unsigned']);
    const none = await world.as('sponsor').get(`/ledger/${COUNTY}/keys.json`);
    expect([none.status, none.body.code]).toEqual([404, 'log.keys-not-found']);
    const { body } = await world.as('sponsor').get(path('receipt')).expect(200);
    expect(body).toMatchObject({ status: 'pending', anchoredAt: null });
  });
});

describe('pending', () => {
  beforeAll(() => void world.app.get(LogKeysService).create(COUNTY));

  it('is signed at once for whoever asks before the background work came by', async () => {
    expect(await verdict()).toBe('ORDER ONLY');
    const { headers } = await world.as('sponsor').get(path('receipt.json'));
    expect(headers['content-disposition']).toBe(`attachment; filename="${story.record.code}.receipt.json"`);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('carries the payload whose digests are in the leaf, and no name or prose', async () => {
    const { content, proof } = parseReceipt(await file());
    const payload = Buffer.from(content!.payload).toString();
    expect(JSON.parse(payload)).toMatchObject({ exemption: story.record.id, flawKinds: ['built-before-approval'] });
    expect(payload).not.toMatch(/\p{Script=Han}/u);
    expect(JSON.parse(Buffer.from(proof.leaf).toString())).toMatchObject({ subject: story.record.code });
  });

  it('leaves the sealing recorded, not anchored, in the facts of a check', async () => {
    const { facts, figures } = await checked();
    expect(facts).toMatchObject({ record: { anchoredAt: null }, flaw: { noticeAnchoredAt: null } });
    expect(figures).toMatchObject({ anchored: false, noticeAnchoredOn: null });
  });

  it('is not forged by a changed payload, checkpoint or proof', async () => {
    const receipt = JSON.parse(await file()) as Record<string, string>;
    const proof = Buffer.from(receipt.proof!);
    const forged = [
      { ...receipt, payload: Buffer.from('{}').toString('base64') },
      { ...receipt, proof: receipt.proof!.replace(/index \d+/, 'index 1') },
      { ...receipt, proof: receipt.proof!.replace(`/${COUNTY}\n`, '/510104\n') },
      { ...receipt, proof: proof.toString().replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`) },
    ];
    const lines = await Promise.all(
      forged.map(async one => verdictLine(await verifyReceipt(JSON.stringify(one), await keys(), receiptCrypto))),
    );
    expect(lines.map(line => line.split(':')[0])).toEqual(forged.map(() => 'INVALID'));
  });
});

describe('anchored', () => {
  const AT = '2026-06-09T01:00:30.000Z';
  beforeAll(async () => {
    await world.app.get(SigningService).sign(COUNTY);
    const anchoring = world.app.get(AnchoringService);
    const { size, note } = (await anchoring.pending(COUNTY))!;
    await anchoring.addCosignature(COUNTY, size, city.line(note, '2026-06-09T01:00:05.000Z'));
    await anchoring.addCosignature(COUNTY, size, archive.line(note, AT));
    // Later growth must not take the anchored checkpoint out of the receipt.
    await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'later', {}));
    await world.app.get(SigningService).sign(COUNTY);
  });

  it('proves the sealing before the time of the quorum, the same in file, answer and facts', async () => {
    expect(await verdict()).toBe(`PROVEN BEFORE ${AT}`);
    const { body } = await world.as('sponsor').get(path('receipt')).expect(200);
    expect(body).toMatchObject({ status: 'anchored', anchoredAt: AT });
    const { facts, figures } = await checked();
    expect(facts).toMatchObject({ record: { anchoredAt: AT }, flaw: { noticeAnchoredAt: AT } });
    // Anchored, but after the act: the order is proven, the sealing before the act is not.
    expect(figures).toMatchObject({ anchored: false, noticeAnchoredOn: '2026-06-09' });
  });

  it('shows in the view of the log how far it is anchored', async () => {
    const { body } = await world.as('auditor').get(`/ledger/${COUNTY}/signing`).expect(200);
    expect(body).toMatchObject({ state: 'signed', anchoredAt: AT, origin: `log.test/${COUNTY}` });
    expect(body.signedSize).toBeLessThanOrEqual(body.size);
    expect(body.anchoredSize).toBeLessThan(body.signedSize);
  });

  it('comes on paper too, with what identifies the entry in its QR code', async () => {
    const answer = await world.as('sponsor').get(path('receipt.pdf')).buffer(true);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${story.record.code}.receipt.pdf"`);
    expect((answer.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect(qrText({ origin: 'log.test/513221', position: 7, leafHash: 'ab' })).toBe(
      'log.test/513221\nindex 7\nleaf ab\n',
    );
  });

  it('stays valid when the payload is erased, and then says nothing of it', async () => {
    const { proof } = parseReceipt(await file());
    await asAttacker(world, [`delete from ledger_payload where county = '${COUNTY}' and position = ${proof.index}`]);
    expect(await verdict()).toBe(`PROVEN BEFORE ${AT}`);
    expect(parseReceipt(await file()).content).toBeNull();
  });
});

describe('nobody else', () => {
  it.each(['receipt', 'receipt.json', 'receipt.pdf'])('of another county finds %s', async name => {
    const answer = await world.as('neighbourSponsor').get(path(name));
    expect([answer.status, answer.body.code]).toEqual([404, 'exemption.not-found']);
  });

  it('gets a receipt of what is not sealed', async () => {
    const body = {
      opening: { alreadyHappened: 'no', inspectionOpen: 'no' },
      scopeNumber: 1,
      flawKinds: ['built-before-approval'],
      risks: [{ text: '风险', grade: 'low' }],
      safeguards: ['collective-decision'],
      approvals: [],
      pledges: [],
      lossCapFen: 1,
      period: { from: '2026-07-01', to: '2026-12-31' },
    };
    const draft = await done(world.as('sponsor').post(`/pilots/${story.pilot.id}/exemptions`, body), 201);
    for (const name of ['receipt', 'receipt.json', 'receipt.pdf']) {
      const answer = await world.as('sponsor').get(`/exemptions/${draft.id}/${name}`);
      expect([answer.status, answer.body.code]).toEqual([409, 'exemption.not-sealed']);
    }
  });
});
