// A published case put before the demo county: one short text expands into the steps that register the pilot, report the
// flaw and answer the facts, so that ten cases do not repeat forty steps each. Names and places are the demo county's.
import { DECIDING_FACTS } from '../domain/check/facts';
import { ADVERSE_FACTS } from '../domain/check/reading';
import type { Step } from './demo-step';

export interface CaseScript {
  /** Key of the sponsoring person in demo/county.yaml. */
  as: string;
  opened: string;
  pilot: {
    title: string;
    problem: string;
    beneficiaries: string;
    field: string;
    regions: string[];
    activities: string[];
  };
  flaw: { at: string; as: string; body: Record<string, unknown> };
  facts: {
    at: string;
    as: string;
    /** With the reason of each; every adverse fact that is not named is answered no, every other one stays open. */
    yes: Record<string, string>;
    /** Left open on purpose. */
    unknown?: string[];
    otherwise: string;
  };
  /** Questions to people, by condition or red line, and who answers them. */
  judged?: { at: string; as: string; values: Record<string, string>; reason: string };
}

/** @throws Error for a fact that does not exist: the demo's data come with the product. */
export function caseSteps({ as, opened, pilot, flaw, facts, judged }: CaseScript): Step[] {
  return [
    ...pilotSteps(as, opened, pilot),
    { at: flaw.at, as: flaw.as, post: '/flaws', save: 'flaw', body: { pilotId: '${pilot.id}', ...flaw.body } },
    ...factSteps(facts),
    ...(judged ? [judgingStep(judged)] : []),
    { at: (judged ?? facts).at, as: (judged ?? facts).as, post: '/flaws/${flaw.id}/check', save: 'finding' },
  ];
}

function pilotSteps(as: string, opened: string, { regions, activities, ...told }: CaseScript['pilot']): Step[] {
  const day = opened.slice(0, 10);
  const period = { from: day, to: `${day.slice(0, 4)}-12-31` };
  const scope = { regions, activities, period, units: [], capFen: 200_000_000, departures: [] };
  const on = { on: 'pilot' };
  return [
    { at: opened, as, post: '/pilots', save: 'pilot', body: { ...told, origin: 'self-started', period, scope } },
    { at: opened, as, post: '/pilots/${pilot.id}/register', ...on },
    { at: opened, as, post: '/pilots/${pilot.id}/start', ...on },
  ];
}

function factSteps({ at, as, yes, unknown = [], otherwise }: CaseScript['facts']): Step[] {
  const strange = [...Object.keys(yes), ...unknown].find(fact => !(DECIDING_FACTS as readonly string[]).includes(fact));
  if (strange !== undefined) throw new Error(`no deciding fact is called ${strange}`);
  const post = '/flaws/${flaw.id}/facts/${each}';
  const none = ADVERSE_FACTS.filter(fact => !(fact in yes) && !unknown.includes(fact));
  return [
    { at, as, each: none, post, on: 'flaw', body: { value: 'no', reason: otherwise } },
    ...Object.entries(yes).map(([fact, reason]): Step => {
      return { at, as, post: `/flaws/\${flaw.id}/facts/${fact}`, on: 'flaw', body: { value: 'yes', reason } };
    }),
  ];
}

function judgingStep({ at, as, values, reason }: NonNullable<CaseScript['judged']>): Step {
  const post = '/flaws/${flaw.id}/questions/${each}';
  return { at, as, each: Object.keys(values), values, post, on: 'flaw', body: { value: '${verdict}', reason } };
}
