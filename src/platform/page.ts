// Cursor paging: a cursor says where the last page ended, by the sort key itself, so that rows added meanwhile neither
// repeat nor vanish. It is opaque to callers and checked when it comes back.
import { ApiProperty } from '@nestjs/swagger';
import { refusals } from '../domain/errors';

export const pageRefusal = refusals({
  'page.cursor-malformed': {
    kind: 'invalid',
    zh: 'cursor 无效：请使用上一页返回的 next',
    en: 'cursor is not valid: use the `next` of the page before',
  },
});

export const PAGE_SIZE = 20;
export const PAGE_LIMIT = 100;

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The `next` of a page as the document has it. */
export const NextCursor = (): PropertyDecorator =>
  ApiProperty({
    type: String,
    nullable: true,
    description: '下一页的 cursor / cursor of the next page',
    example: null,
  });

/** Sort key of the last row: an instant (RFC 3339) and an id that breaks ties. */
export interface Cursor {
  at: string;
  id: string;
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at}~${cursor.id}`).toString('base64url');
}

/** Null without one: the first page is asked for. @throws Refusal page.cursor-malformed */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const plain = Buffer.from(text, 'base64url').toString('utf8');
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(plain);
  if (!parts) throw pageRefusal('page.cursor-malformed');
  return { at: parts[1]!, id: parts[2]! };
}

/** Takes one row more than asked for: its presence says that there is a next page. */
export function pageOf<R extends { recorded_at: string; id: string }, T>(
  rows: readonly R[],
  limit: number,
  map: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? encodeCursor({ at: last.recorded_at, id: last.id }) : null;
  return { items: shown.map(map), next };
}
