// What a draft of a rulebook must satisfy, when it is written and again when it is released (domain.md section 6: changing
// a rulebook needs a second person). A place makes rules for itself only, and a new version must really take over from
// the old one by the rule that chooses among rulebooks (domain/check/choosing.ts).
import { readRulebook } from '../domain/check/reading';
import type { Rulebook } from '../domain/check/rulebook';
import { canonicalJson } from '../domain/canonical';
import { refusals, type FieldFault } from '../domain/errors';
import type { Lifecycle } from '../domain/lifecycle';
import type { Day } from '../domain/period';
import { canonicalRegion, isRegionCode } from '../domain/region';

export type DraftState = 'draft' | 'released' | 'withdrawn';
export type DraftAct = 'edit' | 'release' | 'withdraw';
export const DRAFT_STATES = ['draft', 'released', 'withdrawn'] as const satisfies readonly DraftState[];

export const DRAFT_LIFECYCLE: Lifecycle<DraftState, DraftAct> = {
  concept: { zh: '清单草案', en: 'rulebook draft' },
  initial: 'draft',
  states: {
    draft: { zh: '起草', en: 'draft' },
    released: { zh: '已发布', en: 'released' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
  },
  acts: {
    edit: { from: ['draft'], to: 'draft', words: { zh: '修改', en: 'edit' } },
    release: { from: ['draft'], to: 'released', words: { zh: '发布', en: 'release' } },
    withdraw: { from: ['draft'], to: 'withdrawn', words: { zh: '撤回', en: 'withdraw' } },
  },
};

export const draftRefusal = refusals({
  'rulebook.draft-not-found': { kind: 'not-found', zh: '没有这份清单草案', en: 'there is no such rulebook draft' },
  'rulebook.draft-invalid': {
    kind: 'invalid',
    zh: '清单内容有误，见各字段说明',
    en: 'the rulebook is not valid; see its fields',
  },
  'rulebook.draft-unfit': {
    kind: 'conflict',
    zh: '草案与在案清单不能衔接，见各字段说明',
    en: 'the draft does not fit the rulebooks on record; see its fields',
  },
  'rulebook.draft-not-author': {
    kind: 'forbidden',
    zh: '只有起草人本人可以修改或者撤回草案',
    en: 'only the person who drafted it may edit or withdraw it',
  },
  'rulebook.draft-same-person': {
    kind: 'forbidden',
    zh: '起草人不能发布自己的草案，须由另一人发布',
    en: 'whoever drafted it cannot release it: a second person must',
    constraints: ['rulebook_draft_two_persons'],
  },
  'rulebook.draft-overtaken': {
    kind: 'conflict',
    zh: '{id} 已由另一文本占用：请先修改草案的版本号',
    en: '{id} is on record with another text: give the draft the next version first',
  },
  'rulebook.on-record': {
    kind: 'conflict',
    zh: '该编号和版本的清单刚刚被他人登记',
    en: 'a rulebook of this code and version was put on record meanwhile',
    constraints: ['rulebook_pkey'],
  },
});

/** Faults are named as the caller sent them: below `rulebook`. */
const below = (field: string): string => (field === '' ? 'rulebook' : `rulebook.${field}`);

/** @throws Refusal rulebook.draft-invalid naming every fault, and a region that is not the county's own */
export function readDraft(raw: unknown, county: string): Rulebook {
  const reading = readRulebook(raw);
  const faults = 'faults' in reading ? reading.faults : foreignRegion(reading.rulebook, county);
  if ('faults' in reading || faults.length > 0) {
    const fields = faults.map(fault => ({ ...fault, field: below(fault.field) }));
    throw draftRefusal('rulebook.draft-invalid', { fields });
  }
  return reading.rulebook;
}

/** Not even of a county beneath: a city that makes rules for one county would overrule it. */
function foreignRegion({ region }: Rulebook, county: string): FieldFault[] {
  const own = isRegionCode(region) && canonicalRegion(region).slice(0, 6) === county;
  return own
    ? []
    : [{ field: 'region', zh: `只能为本地区（${county}）制定`, en: `must be your own region, ${county}` }];
}

/**
 * Does the draft follow on from the rulebooks on record? `releasedOn`: the day of its release, null while it is drafted.
 * @throws Refusal rulebook.draft-unfit naming every field that does not
 */
export function refuseUnfit(
  draft: Rulebook,
  onRecord: readonly Rulebook[],
  { county, releasedOn }: { county: string; releasedOn: Day | null },
): void {
  const earlier = onRecord.filter(({ code }) => code === draft.code).sort((a, b) => b.version - a.version);
  const faults = [
    ...takenCode(earlier, county),
    ...skippedVersion(draft, earlier),
    ...changedReach(draft, earlier),
    ...(releasedOn === null ? [] : earlyDays(draft, earlier, releasedOn)),
  ];
  if (faults.length === 0) return;
  throw draftRefusal('rulebook.draft-unfit', {
    fields: faults.map(fault => ({ ...fault, field: below(fault.field) })),
  });
}

function takenCode(earlier: readonly Rulebook[], county: string): FieldFault[] {
  const [owner] = earlier.filter(({ region }) => canonicalRegion(region).slice(0, 6) !== county);
  if (owner === undefined) return [];
  return [{ field: 'code', zh: `该编号属于地区 ${owner.region}`, en: `this code belongs to region ${owner.region}` }];
}

function skippedVersion({ version }: Rulebook, [newest]: readonly Rulebook[]): FieldFault[] {
  const next = (newest?.version ?? 0) + 1;
  if (version === next) return [];
  return [{ field: 'version', zh: `应为下一个版本号 ${next}`, en: `must be the next version, ${next}` }];
}

/** The nearer place and the fitting field beat the newer day: a version with another reach would leave the old one in force. */
function changedReach(draft: Rulebook, [newest]: readonly Rulebook[]): FieldFault[] {
  if (newest === undefined) return [];
  const changed = (['region', 'level', 'fields'] as const).filter(
    field => reachText(draft[field]) !== reachText(newest[field]),
  );
  return changed.map(field => ({
    field,
    zh: `须与第 ${newest.version} 版相同；适用范围不同的，另用编号`,
    en: `must be as in version ${newest.version}; rules with another reach take another code`,
  }));
}

const reachText = (value: string | readonly string[] | undefined): string =>
  canonicalJson(Array.isArray(value) ? [...value].sort() : (value ?? null));

/** Nobody is governed before he could know it; and of two versions in force the one that began later is chosen. */
function earlyDays({ inForce: { from } }: Rulebook, earlier: readonly Rulebook[], releasedOn: Day): FieldFault[] {
  const starts = earlier.flatMap(({ inForce }) => (inForce.from === null ? [] : [inForce.from]));
  const first = [releasedOn, ...starts].sort().at(-1)!;
  if (from !== null && from >= first) return [];
  return [
    {
      field: 'inForce.from',
      zh: `须不早于 ${first}（发布之日和前一版本的起日）`,
      en: `must not be before ${first}: the day of release, and the first day of the version before`,
    },
  ];
}
