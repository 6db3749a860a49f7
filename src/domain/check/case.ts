// A case: facts in a form that people write, the rulebook to check them by, and what they expect (docs/case-format.md).
// Outsiders try the check with such files and the project's own test data are such files; nothing here decides.

import type { FieldFault } from '../errors';
import type { Day } from '../period';
import { isRegionCode } from '../region';
import type { Calendar } from '../workdays';
import { answers, edits, flaw, judgements, pilot, record, region, safeguardsDone } from './case-facts';
import { expectation } from './case-expect';
import type { Expectation } from './case-expect';
import { approvals, calendar, pledges, whistles } from './case-supports';
import type { Facts } from './facts';
import { rulebookReader } from './reading';
import type { Rulebook, Title } from './rulebook';
import { day, fault, inside, map, optional, readWhole, text, unknownable } from './shape';
import type { Reader, Site } from './shape';

/** `id`: `code` or `code@version` of a known rulebook; `path`: a file, seen from the case's own folder. */
export type RulebookRef = { id: string } | { path: string } | { inline: Rulebook };

export interface Case {
  name: string;
  title: Title | null;
  /** The provision or reasoning the expectation rests on. */
  provision: string | null;
  /** Where the facts come from, and what happened in reality: shown, never used. */
  source: string | null;
  reality: string | null;
  place: string | null;
  /** Named rulebooks; null: the case leaves the choice to place and days. */
  rulebooks: { older: RulebookRef | null; present: RulebookRef | null } | null;
  facts: Facts;
  expect: Expectation | null;
}

const ref: Reader<RulebookRef> = (value, site) => {
  if (typeof value === 'object' && value !== null) return { inline: rulebookReader(value, site) };
  const read = text(value, site) ?? '';
  return read.includes('/') || /\.(ya?ml|json)$/.test(read) ? { path: read } : { id: read };
};

interface CaseFile extends Omit<Facts, 'v' | 'calendar'> {
  case: string;
  title: Title | null;
  provision: string | null;
  source: string | null;
  reality: string | null;
  place: string | null;
  rulebook: RulebookRef | null;
  /** `null` says on purpose that no rulebook was in force then; absent leaves it open. */
  olderRulebook: RulebookRef | null | undefined;
  presentRulebook: RulebookRef | null;
  calendar: Calendar;
  expect: Expectation | null;
}

const place: Reader<string | null> = unknownable(region);

const olderRef: Reader<RulebookRef | null | undefined> = (value, site) =>
  value === undefined || value === null ? value : ref(value, site);

function fileReader(raw: { askedOn?: unknown; place?: unknown }, national: Calendar): Reader<CaseFile> {
  const placeGiven = typeof raw.place === 'string' && isRegionCode(raw.place) ? raw.place : null;
  return map<CaseFile>({
    case: text,
    title: unknownable(map<Title>({ zh: text, en: text })),
    provision: unknownable(text),
    source: unknownable(text),
    reality: unknownable(text),
    place,
    rulebook: unknownable(ref),
    olderRulebook: olderRef,
    presentRulebook: unknownable(ref),
    askedOn: day,
    pilot: unknownable(pilot(placeGiven)),
    record: unknownable(record),
    flaw,
    safeguardsDone: optional(safeguardsDone, []),
    answers: optional(answers, {}),
    judgements: optional(judgements(raw.askedOn), {}),
    pledges: optional(pledges, []),
    approvals: optional(approvals, []),
    whistles: optional(whistles, []),
    edits: optional(edits, []),
    calendar: optional(calendar, national),
    expect: unknownable(expectation),
  });
}

function caseReader(national: Calendar): Reader<Case> {
  return (value, site) => {
    const file = fileReader(Object(value) as { askedOn?: unknown }, national)(value, site);
    if (site.faults.length === 0) checkCase(file, site);
    const { case: name, title, provision, source, reality, expect, ...rest } = file;
    const { rulebook, olderRulebook, presentRulebook, place: where, ...facts } = rest;
    const named = namedRulebooks({ rulebook, olderRulebook, presentRulebook });
    const head = { name, title, provision, source, reality, place: where, rulebooks: named, expect };
    return { ...head, facts: { v: 1, ...facts } };
  };
}

function namedRulebooks(file: Pick<CaseFile, 'rulebook' | 'olderRulebook' | 'presentRulebook'>): Case['rulebooks'] {
  if (file.rulebook !== null) return { older: file.rulebook, present: file.rulebook };
  if (file.presentRulebook === null && file.olderRulebook === undefined) return null;
  return { older: file.olderRulebook ?? null, present: file.presentRulebook };
}

/** What must hold between the parts of a case; its shape is sound when this is asked. */
function checkCase(file: CaseFile, site: Site): void {
  const split = file.presentRulebook !== null || file.olderRulebook !== undefined;
  if (file.rulebook !== null && split) {
    const words = {
      zh: '不能与 olderRulebook、presentRulebook 同写',
      en: 'stands instead of olderRulebook and presentRulebook',
    };
    fault(inside(site, 'rulebook'), words);
  }
  if (file.rulebook === null && file.place === null && (file.presentRulebook ?? file.olderRulebook ?? null) === null) {
    fault(inside(site, 'place'), {
      zh: '须写明地点（place），或写明依据哪个清单（rulebook）',
      en: 'name the place, or the rulebook to check by',
    });
  }
  const { actFrom } = file.flaw;
  if (actFrom !== null && actFrom > file.askedOn) refuseFuture(file.askedOn, inside(inside(site, 'flaw'), 'actFrom'));
}

function refuseFuture(askedOn: Day, site: Site): void {
  fault(site, { zh: `晚于核对日 ${askedOn}`, en: `lies after the day of asking, ${askedOn}` });
}

/**
 * @param defaults.calendar used where the case brings none of its own
 * @returns the case, or every fault at once, sorted by path. Pure.
 */
export function readCase(raw: unknown, defaults: { calendar: Calendar }): { case: Case } | { faults: FieldFault[] } {
  const reading = readWhole(raw, caseReader(defaults.calendar));
  return reading.ok ? { case: reading.value } : { faults: reading.faults };
}
