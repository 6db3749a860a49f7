// The one table from condition code to its evaluator. A new condition is one row here, one in tags.ts, one in
// rulebook.ts and its words; nothing else knows the list.

import type { ConditionCode } from '../rulebook';
import type { Condition } from './condition';
import * as matters from './matters';
import * as people from './people';
import * as procedure from './procedure';
import * as provisions from './provisions';
import * as record from './record';

export const CONDITIONS: Readonly<Record<ConditionCode, Condition>> = {
  C01: record.sealedBeforeAct,
  C02: record.recordInForce,
  C03: record.withinRegions,
  C04: record.withinPeriod,
  C05: record.withinActivities,
  C06: record.kindForeseen,
  C07: provisions.departureAuthorised,
  C08: procedure.safeguardsKept,
  C09: procedure.decisionProcedure,
  C10: procedure.reportedInTime,
  C11: matters.remedied,
  C12: matters.withinLossCap,
  C13: people.reformDirection,
  C14: people.diligence,
  C15: people.motive,
  C16: matters.withinPowers,
  C17: matters.noPublicHarm,
  C18: provisions.noProvisionBreached,
  C19: matters.objectionOnRecord,
  C20: matters.unforeseeableLoss,
};
