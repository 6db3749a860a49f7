// Documents as they were issued, and the few things about a claim that only SQL says shortly.
import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/period';
import type { Reader } from '../../ledger/door';
import type { ClaimCorrection, DocumentKind } from '../after/after.entity';
import type { Claim } from '../claim.entity';

export interface IssuedDocument {
  kind: DocumentKind;
  number: string;
  issued_on: Day;
  organ: string;
  docx_sha256: string;
  pdf_sha256: string;
}

export type PaperFormat = 'docx' | 'pdf';
const COLUMN: Readonly<Record<PaperFormat, string>> = { docx: 'docx', pdf: 'pdf' };

@Injectable()
export class DocumentsRepository {
  /** By its code alone, whatever the county: all that an outsider may know. */
  async byCode(q: Reader, code: string): Promise<IssuedDocument | null> {
    const [row] = await q.sql<IssuedDocument>('select * from document_of_code($1)', [code]);
    return row ?? null;
  }

  async bytes(q: Reader, id: string, format: PaperFormat): Promise<Buffer | null> {
    const [row] = await q.sql<{ bytes: Buffer }>(
      `select ${COLUMN[format]} as bytes from claim_document where id = $1`,
      [id],
    );
    return row?.bytes ?? null;
  }

  /** Where the filing stands in the county's log. */
  async filingEntry(q: Reader, { county, code }: Claim): Promise<{ position: number; leafHash: string }> {
    const [row] = await q.sql<{ position: number; leafHash: string }>(
      `select position, encode(leaf_hash, 'hex') as "leafHash" from ledger_entry
       where county = $1 and subject = $2 and kind = 'claim.filed'`,
      [county, code],
    );
    return row!;
  }

  async unitName(q: Reader, { county, unit_id }: ClaimCorrection): Promise<string> {
    const [row] = await q.sql<{ name: string }>('select name from organisation where county = $1 and id = $2', [
      county,
      unit_id,
    ]);
    return row!.name;
  }

  /** The last day as it was first ordered: sending back may move it, the notice stays what it was. */
  async orderedTerm(q: Reader, { county, id }: ClaimCorrection): Promise<Day[]> {
    const rows = await q.sql<{ due_on: Day }>(
      'select due_on from claim_correction_entry where county = $1 and correction_id = $2 order by ordinal limit 1',
      [county, id],
    );
    return rows.map(row => row.due_on);
  }
}
