// Sending the form: made or changed first, then filed. What was made stays made: when the filing itself is refused or lost on
// the way, the next attempt changes that record and makes no second one.
import { useRef } from 'react';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { bodyOf, type RecordValues } from './content';

type Written = Schemas['ExemptionWritten'];
export type Sent = Pick<Written, 'id' | 'version' | 'receipt'>;

export interface Existing {
  id: string;
  version: number;
}

export interface Sending {
  send: (values: RecordValues, key: string) => Promise<Sent>;
  /** The next sending keeps a draft on record and files nothing. */
  asDraft: () => void;
}

export function useSending(pilotId: string, existing: Existing | null): Sending {
  const record = useRef(existing);
  const draftOnly = useRef(false);
  return {
    asDraft: () => {
      draftOnly.current = true;
    },
    send: async (values, key) => {
      const filing = !draftOnly.current;
      draftOnly.current = false;
      const written = await keep(pilotId, { record: record.current, values, key });
      record.current = { id: written.id, version: written.version };
      return filing ? file(record.current, values.note) : written;
    },
  };
}

function keep(
  pilotId: string,
  { record, values, key }: { record: Existing | null; values: RecordValues; key: string },
): Promise<Written> {
  const body = bodyOf(values);
  if (record !== null) {
    const params = { path: { id: record.id }, header: tag(record.version) };
    return must(api.PUT('/api/exemptions/{id}', { params, body }));
  }
  const params = { path: { pilotId }, header: { 'Idempotency-Key': key } };
  return must(api.POST('/api/pilots/{pilotId}/exemptions', { params, body }));
}

function file({ id, version }: Existing, note: string | undefined): Promise<Written> {
  const params = { path: { id }, header: tag(version) };
  return must(api.POST('/api/exemptions/{id}/file', { params, body: note ? { note } : {} }));
}
