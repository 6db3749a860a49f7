// Every statement names the account: row-level security alone would show a county's drafts to all of its people.
import { Injectable } from '@nestjs/common';
import type { DraftSlot } from '../domain/form-draft';
import type { Actor } from '../domain/permission';
import type { Instant } from '../domain/period';
import type { Reader, Writer } from '../ledger/door';
import type { FormDraft } from './form-draft.entity';
import type { FormDraftHead } from './form-drafts.dto';

type Owner = Pick<Actor, 'county' | 'accountId'>;
export type KeptDraft = FormDraftHead & Pick<FormDraft, 'content'>;

@Injectable()
export class FormDraftsRepository {
  /** The account's drafts saved since, newest first. */
  list(q: Reader, { county, accountId }: Owner, since: Instant): Promise<FormDraftHead[]> {
    return q.sql<FormDraftHead>(
      `select form, key, revision, saved_at from form_draft
       where county = $1 and account_id = $2 and saved_at >= $3 order by saved_at desc, form, key`,
      [county, accountId, since],
    );
  }

  async find(q: Reader, { county, accountId }: Owner, { form, key }: DraftSlot): Promise<KeptDraft | null> {
    const rows = await q.sql<KeptDraft>(
      `select form, key, revision, content, saved_at from form_draft
       where county = $1 and account_id = $2 and form = $3 and key = $4`,
      [county, accountId, form, key],
    );
    return rows[0] ?? null;
  }

  /** One save of an account at a time, so that its drafts can be counted. */
  async lockOwner(tx: Writer, { accountId }: Owner): Promise<void> {
    await tx.sql('select from account where county = $1 and id = $2 for no key update', [tx.county, accountId]);
  }

  async count(tx: Writer, { accountId }: Owner): Promise<number> {
    const sql = 'select count(*)::int as drafts from form_draft where county = $1 and account_id = $2';
    return (await tx.sql<{ drafts: number }>(sql, [tx.county, accountId]))[0]!.drafts;
  }

  async put(tx: Writer, { accountId }: Owner, draft: DraftSlot & Pick<FormDraft, 'content' | 'revision'>) {
    const { form, key, revision, content } = draft;
    const rows = await tx.sql<KeptDraft>(
      `insert into form_draft (county, account_id, form, key, revision, content, saved_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (county, account_id, form, key) do update
         set revision = excluded.revision, content = excluded.content, saved_at = excluded.saved_at
       returning form, key, revision, content, saved_at`,
      [tx.county, accountId, form, key, revision, content, tx.now],
    );
    return rows[0]!;
  }

  async remove(tx: Writer, { accountId }: Owner, { form, key }: DraftSlot): Promise<void> {
    await tx.sql('delete from form_draft where county = $1 and account_id = $2 and form = $3 and key = $4', [
      tx.county,
      accountId,
      form,
      key,
    ]);
  }

  /** Of every account of the county: whoever never comes back leaves nothing lying about. */
  async clear(tx: Writer, before: Instant): Promise<void> {
    await tx.sql('delete from form_draft where county = $1 and saved_at < $2', [tx.county, before]);
  }
}
