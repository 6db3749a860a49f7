// The documents of a claim: made when the thing happens, once, read by those they concern and confirmed to anybody by code.
import { createHash } from 'node:crypto';
import request, { type Response } from 'supertest';
import { DocumentsService } from '../../src/claims/documents/documents.service';
import { OrgansService } from '../../src/claims/documents/organs.service';
import { PapersService } from '../../src/claims/documents/papers.service';
import { paperPdf } from '../../src/platform/paper/pdf';
import { openWorld, type PersonKey, type World } from '../setup/world';
import { done } from './flaw-story';
import { servedClaim, type ServedStory } from './served-claim';

jest.mock('../../src/platform/paper/pdf', () => {
  const real = jest.requireActual<{ paperPdf: typeof paperPdf }>('../../src/platform/paper/pdf');
  return { paperPdf: jest.fn(real.paperPdf) };
});
const printed = jest.mocked(paperPdf);
const real = printed.getMockImplementation()!;

interface Document {
  id: string;
  kind: string;
  number: string;
  issuedOn: string;
  organ: string;
  verificationCode: string;
  docxSha256: string;
  pdfSha256: string;
}

let world: World;
let story: ServedStory;
let documents: Document[];
beforeAll(async () => {
  world = await openWorld();
  story = await servedClaim(world);
  const task = { text: '补办农用地转用审批手续', workdays: 5, unitId: world.organisation('land') };
  await done(world.as('inspector').post(`/claims/${story.claim.id}/corrections`, task), 201);
  const body = {
    alleged: ['虚报公墓建设用地面积'],
    found: ['经实地测量，用地面积与批复一致'],
    scope: '全县各乡镇和县级部门',
  };
  const proposed = world
    .as('inspector')
    .post(`/claims/${story.claim.id}/clear`, body, { ifMatch: story.claim.version });
  const { id } = await done(proposed, 201);
  await done(world.as('secondInspector').post(`/clearances/${id}/confirm`, { reason: '属实' }, { ifMatch: 1 }), 200);
  documents = await listed('sponsor');
  // One of each kind has been laid out for real. Of those made below, only by whom and how often is asked.
  printed.mockImplementation(paper => Promise.resolve(Buffer.from(JSON.stringify(paper))));
}, 120_000);
afterAll(async () => {
  printed.mockImplementation(real);
  await world.close();
});

const listed = (person: PersonKey) =>
  done<Document[]>(world.as(person).get(`/claims/${story.claim.id}/documents`), 200);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const fetched = (person: PersonKey, file: string): Promise<Response> =>
  world
    .as(person)
    .get(`/claims/${story.claim.id}/documents/${file}`)
    .buffer(true)
    .parse((answer, finish) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => finish(null, Buffer.concat(parts)));
    });
const outsider = (path: string) => request(world.app.getHttpServer()).get(`/api${path}`);

it('there is one of each kind, issued by the body that handled the claim', () => {
  expect(documents.map(({ kind }) => kind)).toEqual(['filing-receipt', 'decision', 'correction', 'clearance']);
  expect(new Set(documents.map(({ organ }) => organ))).toEqual(new Set(['中共汶川县纪律检查委员会']));
  expect(documents.map(({ number }) => number.slice(0, 2))).toEqual(['SQ', 'RD', 'JC', 'CQ']);
  expect(new Set(documents.map(({ verificationCode }) => verificationCode)).size).toBe(4);
});

it('each stands in the log by its digests, and the code by its digest alone', async () => {
  const { rows } = await world.superuser.query<{ payload: string }>(
    `select convert_from(p.payload, 'UTF8') as payload from ledger_entry e
     join ledger_payload p on p.county = e.county and p.position = e.position
     where e.kind = 'claim.document-issued' order by e.position`,
  );
  const logged = rows.map(({ payload }) => JSON.parse(payload) as Record<string, string>);
  expect(logged.map(({ docxSha256, pdfSha256, codeSha256 }) => ({ docxSha256, pdfSha256, codeSha256 }))).toEqual(
    documents.map(({ docxSha256, pdfSha256, verificationCode }) => ({
      docxSha256,
      pdfSha256,
      codeSha256: sha256(Buffer.from(verificationCode)),
    })),
  );
  for (const { verificationCode } of documents) expect(JSON.stringify(rows)).not.toContain(verificationCode);
});

it.each(['docx', 'pdf'] as const)('is downloaded as %s, byte for byte as issued', async format => {
  for (const document of documents) {
    const answer = await fetched('sponsor', `${document.id}.${format}`);
    const bytes = answer.body as Buffer;
    expect(answer.status).toBe(200);
    expect(bytes.subarray(0, 2).toString()).toBe(format === 'pdf' ? '%P' : 'PK');
    expect(sha256(bytes)).toBe(format === 'pdf' ? document.pdfSha256 : document.docxSha256);
    expect(answer.headers['content-type']).toContain(format === 'pdf' ? 'application/pdf' : 'wordprocessingml');
    const name = /filename\*=UTF-8''(\S+)/.exec(answer.headers['content-disposition'] ?? '')?.[1] ?? '';
    expect(decodeURIComponent(name)).toMatch(/^(容错申请收件回执|容错认定文书|纠错通知书|澄清通报)-.+\.(docx|pdf)$/);
  }
});

it('is made once: asking again, at once and twice, changes nothing', async () => {
  const again = await Promise.all([listed('sponsor'), listed('inspector'), listed('auditor')]);
  for (const one of again) expect(one).toEqual(documents);
});

it('what failed to be made is made when it is next asked for, by two processes at once and still once', async () => {
  await world.superuser.query(
    `begin; set local session_replication_role = replica; delete from claim_document where kind = 'decision'; commit`,
  );
  const another = new DocumentsService(world.journal, world.app.get(PapersService), world.app.get(OrgansService));
  await Promise.all([
    listed('sponsor'),
    listed('inspector'),
    another.issueDue(world.actor('inspector'), story.claim.id),
  ]);
  documents = await listed('sponsor');
  expect(documents.map(({ kind }) => kind).sort()).toEqual(['clearance', 'correction', 'decision', 'filing-receipt']);
  const { rows } = await world.superuser.query(`select from ledger_entry where kind = 'claim.document-issued'`);
  expect(rows).toHaveLength(5);
}, 60_000);

it('is seen by the claimant’s side, the handling body and the auditor; a notice also by the unit that has to act', async () => {
  const kinds = async (person: PersonKey) => (await listed(person)).map(({ kind }) => kind);
  for (const person of ['sponsorColleague', 'inspector', 'auditor', 'cityInspector'] as const) {
    expect([person, (await kinds(person)).length]).toEqual([person, 4]);
  }
  expect(await kinds('land')).toEqual(['correction']);
  expect((await kinds('personnel')).sort()).toEqual(['clearance', 'decision']);
  for (const person of ['otherSponsor', 'civilAffairs', 'neighbourInspector'] as const) {
    const { status, body } = await world.as(person).get(`/claims/${story.claim.id}/documents`);
    expect([person, status, (body as { code: string }).code]).toEqual([person, 404, 'claim.not-found']);
  }
  const decision = documents.find(({ kind }) => kind === 'decision')!;
  expect((await fetched('land', `${decision.id}.pdf`)).status).toBe(404);
  expect((await fetched('sponsor', `${decision.id}.exe`)).status).toBe(404);
  expect((await fetched('sponsor', decision.id)).status).toBe(404);
});

it('bears the name of the city’s body where the city handles the claim', async () => {
  const options = { story, officer: 'sponsor', managedBy: 'city', handler: 'cityInspector' } as const;
  const { claim } = await servedClaim(world, options);
  const task = { text: '补办农用地转用审批手续', workdays: 5, unitId: world.organisation('land') };
  const path = `/claims/${claim.id}/corrections`;
  expect((await world.as('inspector').post(path, task)).body).toMatchObject({ code: 'claim.not-handling' });
  await done(world.as('cityInspector').post(path, task), 201);
  const made = await done<Document[]>(world.as('cityInspector').get(`/claims/${claim.id}/documents`), 200);
  const organs = Object.fromEntries(made.map(({ kind, organ }) => [kind, organ]));
  expect(organs).toMatchObject({
    'filing-receipt': '中共阿坝州纪律检查委员会',
    correction: '中共阿坝州纪律检查委员会',
  });
}, 60_000);

it('no decision document exists before it is served', async () => {
  const other = await servedClaim(world, { story, unserved: true });
  const made = await done<Document[]>(world.as('inspector').get(`/claims/${other.claim.id}/documents`), 200);
  expect(made.map(({ kind }) => kind)).toEqual(['filing-receipt']);
});

describe('anybody with a code', () => {
  it('confirms digest, day and organ without a log-in, and sees nothing else', async () => {
    for (const document of documents) {
      const { body, status } = await outsider(`/verify/${document.verificationCode}`);
      expect(status).toBe(200);
      expect(body).toEqual({
        valid: true,
        kind: document.kind,
        number: document.number,
        issuedOn: document.issuedOn,
        organ: document.organ,
        docxSha256: document.docxSha256,
        pdfSha256: document.pdfSha256,
      });
    }
  });

  it('may type it as people do, or follow the printed link', async () => {
    const code = documents[0]!.verificationCode;
    const typed = encodeURIComponent(` ${code.toLowerCase().replaceAll('-', ' ')} `);
    expect((await outsider(`/verify/${typed}`)).body).toMatchObject({ valid: true });
    expect((await outsider(`/verify?code=${code}`)).body).toMatchObject({ valid: true });
  });

  it('is told a slip of the pen from a code never issued', async () => {
    const code = documents[0]!.verificationCode;
    const slip = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    const cases: [string, number, string][] = [
      [slip, 400, 'paper.code-mistyped'],
      [code.slice(1), 400, 'paper.code-length'],
      [`U${code.slice(1)}`, 400, 'paper.code-symbol'],
      ['0000-0000-0000-0000-0', 404, 'paper.code-unknown'],
    ];
    for (const [sent, status, problem] of cases) {
      const answer = await outsider(`/verify/${sent}`);
      expect([sent, answer.status, (answer.body as { code: string }).code]).toEqual([sent, status, problem]);
    }
  });

  it('cannot try without end', async () => {
    const tries = await Promise.all(Array.from({ length: 40 }, () => outsider('/verify/0000-0000-0000-0000-0')));
    expect(tries.some(({ status }) => status === 429)).toBe(true);
  });
});

it('never changes in the database, and its digests must be those of its bytes', async () => {
  const change = world.superuser.query(`update claim_document set number = 'X1'`);
  await expect(change).rejects.toMatchObject({ constraint: 'claim_document_append_only' });
  const forged = world.superuser.query(
    `insert into claim_document select county, gen_random_uuid(), claim_id, kind, gen_random_uuid(), number, issued_on, organ,
       '0000-0000-0000-0000-0', 'forged'::bytea, docx_sha256, pdf, pdf_sha256, recorded_at from claim_document limit 1`,
  );
  await expect(forged).rejects.toMatchObject({ code: '23514' });
});
