// What a record says, as one value: its digest is shown to the sponsor, kept with the row and sealed into the ledger.
import { grams, searchText } from '../domain/grams';
import type { WarningSeen } from '../domain/breadth';
import { valueSha256 } from '../platform/digests';
import type { Exemption, ExemptionOpinion } from './exemption.entity';
import type { ContentBody } from './exemptions.dto';

type ContentColumns = Pick<
  Exemption,
  | 'scope_number'
  | 'already_happened'
  | 'inspection_open'
  | 'flaw_kinds'
  | 'risks'
  | 'safeguards'
  | 'approval_ids'
  | 'pledge_ids'
  | 'loss_cap_fen'
  | 'period_from'
  | 'period_to'
  | 'department_filing'
  | 'superior_told'
>;

/** Everything the sponsor states, and nothing the registry adds. */
export function contentOf(row: ContentColumns) {
  return {
    opening: { alreadyHappened: row.already_happened, inspectionOpen: row.inspection_open },
    scopeNumber: row.scope_number,
    flawKinds: row.flaw_kinds,
    risks: row.risks.map(({ text, grade }) => ({ text, grade })),
    safeguards: row.safeguards,
    approvals: row.approval_ids,
    pledges: row.pledge_ids,
    lossCapFen: row.loss_cap_fen,
    period: { from: row.period_from, to: row.period_to },
    departmentFiling: row.department_filing,
    superiorTold: row.superior_told,
  };
}

/** The columns a body fills, with digest and search text. `title` is the pilot's. */
export function contentColumns(body: ContentBody, title: string) {
  const columns: ContentColumns = {
    scope_number: body.scopeNumber,
    already_happened: body.opening.alreadyHappened,
    inspection_open: body.opening.inspectionOpen,
    flaw_kinds: body.flawKinds,
    risks: body.risks.map(({ text, grade }) => ({ text, grade })),
    safeguards: body.safeguards,
    approval_ids: body.approvals,
    pledge_ids: body.pledges,
    loss_cap_fen: body.lossCapFen ?? null,
    period_from: body.period.from,
    period_to: body.period.to ?? null,
    department_filing: filingPart(body),
    superior_told: toldPart(body),
  };
  const texts = [title, ...columns.risks.map(risk => risk.text)];
  return {
    ...columns,
    content_sha256: valueSha256(contentOf(columns)),
    search_text: searchText(...texts),
    grams: grams(texts.join('\n')),
  };
}

function filingPart({ departmentFiling }: ContentBody): Exemption['department_filing'] {
  if (!departmentFiling) return null;
  return { on: departmentFiling.on, with: departmentFiling.with, number: departmentFiling.number ?? null };
}

function toldPart({ superiorTold }: ContentBody): Exemption['superior_told'] {
  return superiorTold ? { on: superiorTold.on, whom: superiorTold.whom, how: superiorTold.how } : null;
}

/** The sealed record for the ledger: ids, codes, figures and days; prose, which may name people, by digest alone. */
export function sealedPayload(
  row: Exemption,
  around: { pilotCode: string; opinions: readonly ExemptionOpinion[]; warnings: readonly WarningSeen[] },
): Record<string, unknown> {
  const { risks, departmentFiling, superiorTold, ...content } = contentOf(row);
  return {
    ...content,
    exemption: row.id,
    pilot: row.pilot_id,
    pilotCode: around.pilotCode,
    unit: row.unit_id,
    renews: row.renews_id,
    risks: risks.map(({ text, grade }) => ({ grade, sha256: valueSha256(text) })),
    departmentFiling: departmentFiling && { on: departmentFiling.on, sha256: valueSha256(departmentFiling) },
    superiorTold: superiorTold && { on: superiorTold.on, sha256: valueSha256(superiorTold) },
    contentSha256: row.content_sha256,
    rulebook: `${row.rulebook_code}@${row.rulebook_version}`,
    round: row.round,
    filedAt: row.filed_at,
    opinions: around.opinions.map(({ office, stance, text }) => ({ office, stance, sha256: valueSha256(text) })),
    warnings: around.warnings.map(({ code, figures }) => ({ code, figures })),
    sealedBy: row.sealed_by,
  };
}
