// Reads a rulebook file into a Rulebook, or says everything that is wrong with it (docs/rulebooks.md). Every value
// names the provision it rests on, or is marked as a setting of the place: domain.md section 6.

import {
  distinct,
  fen,
  flag,
  inside,
  list,
  map,
  nth,
  oneOf,
  optional,
  orNull,
  readWhole,
  text,
  unknownable,
} from './shape';
import { day, dictionary, fault, refuseRepeats, whole } from './shape';
import type { Keys, Reader, Reading, Site } from './shape';
import { DECIDING_FACTS } from './facts';
import type { DecidingFact } from './facts';
import { BASED_VALUES, CONDITION_CODES, EFFECTS, TERM_CODES } from './rulebook';
import type {
  Basis,
  ConditionCode,
  ConditionParams,
  ConditionRule,
  RedLine,
  RuleNode,
  Rulebook,
  Term,
} from './rulebook';
import { checkRulebook } from './rulebook-rules';

export const REMEDIES = ['remedied', 'being-remedied', 'loss-recovered', 'effect-removed', 'harm-stopped'] as const;

/** Facts that speak for a person; none of them can be a red line. `emergency` says nothing against anyone either. */
export const FAVOURABLE_FACTS: readonly DecidingFact[] = [
  ...REMEDIES,
  'collective-decision',
  'emergency',
  'reported-afterwards',
  'within-powers',
  'objection-on-record',
  'unforeseeable',
];
export const ADVERSE_FACTS = DECIDING_FACTS.filter(fact => !FAVOURABLE_FACTS.includes(fact));

/** Motive, intent and diligence are for people anyway, so that `confirm` has no meaning on them. */
const FOR_PEOPLE: readonly ConditionCode[] = ['C13', 'C14', 'C15'];

const title = map({ zh: text, en: text });

const slug: Reader<string> = (value, site) => {
  const read = text(value, site);
  if (read === undefined || /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(read)) return read;
  return fault(site, { zh: '代码只能用字母、数字和连字符', en: 'a code has letters, digits and single hyphens only' });
};

/** Reads `{document, article}`, `{setting: true}`, or the short forms `setting` and an article of `document`. */
const basisOf =
  (document: string | undefined): Reader<Basis> =>
  (value, site) => {
    if (value === 'setting') return { setting: true };
    if (typeof value !== 'object' || value === null) {
      const article = text(value, site);
      return document === undefined ? { article } : { document, article };
    }
    const read = map<{ document?: string; article?: string; setting?: boolean }>({
      document: optional(text, undefined),
      article: optional(text, undefined),
      setting: optional(flag, undefined),
    })(value, site);
    if (read.article === undefined && read.setting !== true) {
      return fault(site, {
        zh: '须写明依据的条款（article），或标明 setting: true',
        en: 'name the article it rests on, or say setting: true',
      });
    }
    const { setting, ...source } = read;
    const named = source.article !== undefined && source.document === undefined && document !== undefined;
    return { ...(named ? { document } : {}), ...source, ...(setting === true ? { setting } : {}) };
  };

const paramsOf =
  (code: unknown): Reader<ConditionParams> =>
  (value, site) => {
    const read = map<ConditionParams>({
      marks: optional(distinct(oneOf(['prohibitory', 'obligatory']), String, 1), undefined),
      anyOf: optional(distinct(oneOf<DecidingFact>(REMEDIES), String, 1), undefined),
      confirm: optional(flag, undefined),
    })(value, site);
    const only = (key: 'marks' | 'anyOf', owner: ConditionCode) => {
      if (read[key] === undefined || code === owner) return;
      fault(inside(site, key), { zh: `只有 ${owner} 可用`, en: `is for ${owner} only` });
    };
    only('marks', 'C18');
    only('anyOf', 'C11');
    if (read.confirm === true && FOR_PEOPLE.some(other => other === code)) {
      const words = { zh: '此项本来就由人判断', en: 'this condition is answered by people anyway' };
      fault(inside(site, 'confirm'), words);
    }
    return read;
  };

const conditionOf =
  (basis: Reader<Basis>): Reader<ConditionRule> =>
  (value, site) => {
    const code = typeof value === 'object' && value !== null ? (value as { code?: unknown }).code : undefined;
    const keys = { code: oneOf(CONDITION_CODES), params: optional(paramsOf(code), {}), basis };
    return map<ConditionRule>(keys)(value, site);
  };

const nodeOf =
  (basis: Reader<Basis>): Reader<RuleNode> =>
  (value, site) => {
    const group = typeof value === 'object' && value !== null && Object.hasOwn(value, 'anyOf');
    if (!group) return conditionOf(basis)(value, site);
    return map<{ anyOf: readonly ConditionRule[]; basis: Basis }>({ anyOf: list(conditionOf(basis), 2), basis })(
      value,
      site,
    );
  };

const redLineFacts = distinct(oneOf<DecidingFact>(ADVERSE_FACTS), String, 1);

/** The three ways to write a red line's test in a file, exactly one of them. */
interface TestInFile {
  anyOf?: DecidingFact[];
  lossOverFen?: number;
  question?: boolean;
}

const testKeys: Keys<TestInFile> = {
  anyOf: optional(redLineFacts, undefined),
  lossOverFen: optional(fen, undefined),
  question: optional(flag, undefined),
};

const forbidden: Reader<never> = (_, site) => fault(site, { zh: '与 kind 不符', en: 'does not go with this kind' });

/** A rulebook's own form of the test, so that a stored rulebook can be read again as it stands. */
const storedTest: Reader<RedLine['test']> = (value, site) => {
  const kind = oneOf(['fact', 'loss-over', 'question'])(Object(value).kind, inside(site, 'kind'));
  const is = map<{ kind: string; anyOf?: DecidingFact[]; fen?: number }>({
    kind: text,
    anyOf: kind === 'fact' ? redLineFacts : optional(forbidden, undefined),
    fen: kind === 'loss-over' ? fen : optional(forbidden, undefined),
  })(value, site);
  if (kind === 'fact') return { kind, anyOf: is.anyOf ?? [] };
  return kind === 'loss-over' ? { kind, fen: is.fen ?? 0 } : { kind };
};

const redLineOf =
  (basis: Reader<Basis>): Reader<RedLine> =>
  (value, site) => {
    const keys = { code: text, title, basis, test: optional(storedTest, undefined), ...testKeys };
    const read = map<Pick<RedLine, 'code' | 'title' | 'basis'> & TestInFile & { test?: RedLine['test'] }>(keys)(
      value,
      site,
    );
    const given = ['test', ...Object.keys(testKeys)].filter(key => Object.hasOwn(Object(value), key)).length;
    const test = read.test ?? testOf(read);
    if (test !== null && given === 1) return { code: read.code, title: read.title, test, basis: read.basis };
    return fault(
      site,
      {
        zh: '须且只须写 anyOf、lossOverFen、question: yes 之一',
        en: 'needs exactly one of anyOf, lossOverFen, question: yes',
      },
      { code: read.code } as RedLine,
    );
  };

function testOf({ anyOf, lossOverFen, question }: TestInFile): RedLine['test'] | null {
  if (anyOf !== undefined) return { kind: 'fact', anyOf };
  if (lossOverFen !== undefined) return { kind: 'loss-over', fen: lossOverFen };
  return question === true ? { kind: 'question' } : null;
}

const entries: Reader<Rulebook['flawKinds']> = distinct(map({ code: slug, title }), entry => entry.code);

function termsOf(basis: Reader<Basis>): Reader<Rulebook['terms']> {
  const term = map<Term>({ workdays: whole(1, 366), basis });
  return (value, site) => Object.fromEntries(dictionary(TERM_CODES, () => term)(value, site));
}

function basesOf(basis: Reader<Basis>): Reader<Rulebook['bases']> {
  return (value, site) => {
    const read = Object.fromEntries(dictionary(BASED_VALUES, () => basis)(value, site));
    for (const name of BASED_VALUES) {
      if (name in read) continue;
      const words = { zh: `须写明 ${name} 的依据，或写 setting`, en: `name what ${name} rests on, or write setting` };
      fault(inside(site, name), words);
    }
    return read;
  };
}

const REGION_LEVELS = ['village', 'township', 'county', 'city', 'province', 'nation', 'zone'] as const;

/** The shape alone; what must hold between the values stands in rulebook-rules.ts. */
function shapeOf(document: string | undefined): Reader<Rulebook> {
  const basis = basisOf(document);
  return map<Rulebook>({
    code: slug,
    version: whole(1, 9999),
    region: text,
    level: oneOf(REGION_LEVELS),
    title,
    source: map({ document: text, article: text, adopted: unknownable(text) }),
    inForce: map({ from: orNull(day), to: unknownable(day), basis }),
    matter: title,
    effect: oneOf(EFFECTS),
    conditions: list(nodeOf(basis), 1),
    redLines: list(redLineOf(basis)),
    flawKinds: entries,
    safeguards: entries,
    terms: termsOf(basis),
    caps: map({ lossFen: orNull(fen), basis }),
    anchoring: oneOf(['required', 'shown']),
    filing: map({
      offices: distinct(oneOf(['discipline', 'organisation', 'reform']), String, 1),
      opinions: whole(1, 3),
    }),
    panelSize: whole(3, 15),
    deemedGranted: distinct(text, String),
    higherLevel: distinct(oneOf(['forged-papers', 'loss-over-cap']), String),
    fields: optional(distinct(slug, String), undefined),
    protects: optional(list(title), undefined),
    notes: optional(list(title), undefined),
    bases: basesOf(basis),
  });
}

/** Reads a rulebook that stands inside something else, such as a case. */
export const rulebookReader: Reader<Rulebook> = (value, site) => {
  const source: unknown = Object(value).source;
  const document: unknown = Object(source).document;
  const book = shapeOf(typeof document === 'string' ? document.trim() : undefined)(value, site);
  // Cross-checks on a value that is no map at all would only repeat the first fault.
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    refuseRepeats(conditionSites(book, site));
    checkRulebook(book, site);
  }
  return book;
};

/** Every condition with its place, groups included: a condition may stand only once. */
function conditionSites(book: Rulebook, site: Site): { key: string | undefined; site: Site }[] {
  const root = inside(site, 'conditions');
  return (book.conditions ?? []).flatMap((node, i) => {
    const at = nth(root, i);
    if (!('anyOf' in node)) return [{ key: node.code, site: inside(at, 'code') }];
    const members = inside(at, 'anyOf');
    return node.anyOf.map((member, j) => ({ key: member.code, site: inside(nth(members, j), 'code') }));
  });
}

/** @returns the rulebook, or every fault at once, sorted by path. Pure: same input, same answer. */
export function readRulebook(
  raw: unknown,
): { rulebook: Rulebook } | { faults: Extract<Reading<never>, { ok: false }>['faults'] } {
  const reading = readWhole(raw, rulebookReader);
  return reading.ok ? { rulebook: reading.value } : { faults: reading.faults };
}
