// The statements of one pilot's draft, one for one as the service layer sends them; for pgbench, and for the raw client
// where pgbench is absent. What neither can compute stands in with the right size: hashes of 32 bytes, a leaf of 280, two
// new nodes an entry (the average of a growing tree), six hashes of frontier (of some 100 to 4,000 entries).
//
// `:name` are variables: county, sponsor, lead, and what earlier statements returned (`keep`).

const sha256 = digit => `repeat('${digit}', 64)`;
const HASH = `'\\x${'ab'.repeat(32)}'::bytea`;

export const BEGIN = [{ text: 'begin' }, { text: `select set_config('app.region', (:county)::text, true)` }];

export const STATEMENTS = [
  {
    text: `insert into code_counter (county, kind, year, last) values (:county, 'SD', 2026, 1)
      on conflict (county, kind, year) do update set last = code_counter.last + 1 returning last`,
    keep: ['last'],
  },
  {
    text: `insert into pilot (county, id, version, code, state, title, problem, beneficiaries, need_evidence, origin,
      assigned_by, sponsor_id, lead_id, field, period_from, period_to, outcome, search_text, grams, recorded_at)
      values (:county, uuidv7(), 1, 'SD-' || (:county)::text || '-2026-' || lpad((:last)::text, greatest(4, length((:last)::text)), '0'), 'draft',
      '村级公益性公墓建设', '散埋乱葬占用耕地，群众无处安葬', '漩口镇三个村 1,240 户', null, 'assigned',
      '汶民发〔2025〕12号', :sponsor, :lead, 'civil-affairs', '2026-03-01', '2026-12-31', null,
      '村级公益性公墓建设 散埋乱葬占用耕地 群众无处安葬',
      '{乱葬,众无,公墓,公益,占用,埋乱,墓建,处安,安葬,建设,性公,散埋,无处,村级,用耕,益性,级公,群众,耕地,葬占}', now())
      returning id as pilot`,
    keep: ['pilot'],
  },
  {
    text: `insert into pilot_state (county, id, pilot_id, ordinal, state, reason, happened_on, actor_id, recorded_at)
      values (:county, uuidv7(), :pilot, 1, 'draft', null, '2026-03-01', :lead, now())`,
  },
  {
    text: `insert into scope_part (county, pilot_id, sha256, value)
      select :county, :pilot, x.sha256, x.value::jsonb
      from unnest(array[${['1', '2', '3', '4', '5', '4'].map(sha256)}],
        array['["513221106"]', '["建设公益性公墓"]', '{"from":"2026-03-01","to":"2026-12-31"}', '[]', '500000000', '[]'])
        as x (sha256, value)
      on conflict do nothing`,
  },
  {
    text: `insert into scope_version (county, id, version, pilot_id, number, state, reason, changed, parts, opened_at,
      recorded_at) values (:county, uuidv7(), 1, :pilot, 1, 'open', '首次申报',
      '{regions,activities,period,units,capFen,departures}', jsonb_build_object('units', ${sha256('4')},
      'capFen', ${sha256('5')}, 'period', ${sha256('3')}, 'regions', ${sha256('1')}, 'activities', ${sha256('2')},
      'departures', ${sha256('4')}), now(), null)`,
  },
  {
    text: 'select size, frontier, last_received_at from ledger_head where county = :county for update',
    keep: ['size'],
  },
  {
    text: `with new_entry as (
        insert into ledger_entry (county, position, kind, subject, received_at, actor_unit, leaf, leaf_hash)
        select :county, x.position, x.kind, 'SD-2026-' || (:last)::text, now(), :sponsor, x.leaf, x.leaf_hash
        from unnest(array[(:size)::bigint], array['pilot.drafted'], array[repeat('x', 280)::bytea], array[${HASH}])
          as x (position, kind, leaf, leaf_hash)
      ), new_payload as (
        insert into ledger_payload (county, position, actor_account, salt, payload)
        select :county, x.position, :lead, x.salt, x.payload
        from unnest(array[(:size)::bigint], array['\\x${'cd'.repeat(16)}'::bytea], array[repeat('x', 170)::bytea])
          as x (position, salt, payload)
      ), new_node as (
        insert into ledger_node (county, level, index, hash)
        select :county, x.level, x.index, x.hash
        from unnest(array[0, 1]::smallint[], array[(:size)::bigint, (:size)::bigint], array[${HASH}, ${HASH}])
          as x (level, index, hash)
      )
      update ledger_head set size = (:size)::bigint + 1, root = ${HASH}, frontier = array[${Array(6).fill(HASH)}],
        last_received_at = greatest(last_received_at, now()) where county = :county`,
  },
  { text: 'commit' },
];
