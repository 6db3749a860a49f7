import { ApiProperty } from '@nestjs/swagger';
import { MONTH_FORM } from '../domain/board/months';
import { TRI, type Tri } from '../domain/check/facts';
import {
  EXEMPTION_STATES,
  REVOKE_GROUNDS,
  RISK_GRADES,
  type ExemptionState,
  type Opening,
  type RevokeGround,
  type Risk,
} from '../domain/exemption';
import { STANCES, type Stance } from '../domain/filing';
import type { Period } from '../domain/period';
import { PILOT_FIELDS } from '../domain/pilot';
import {
  ChoiceField,
  CountField,
  DayField,
  FenField,
  FlagField,
  IdField,
  IdsField,
  PartField,
  PartsField,
  TextField,
  TextsField,
} from '../platform/fields';
import { PAGE_LIMIT } from '../platform/page';

const CODE = /^[a-z][a-z0-9-]*$/;

export class OpeningPart implements Opening {
  @ChoiceField({ zh: '事情是否已经发生（不清楚填 unknown）', of: TRI, example: 'no' }) alreadyHappened: Tri;
  @ChoiceField({ zh: '是否已有检查、审计或者核查（不清楚填 unknown）', of: TRI, example: 'no' })
  inspectionOpen: Tri;
}

export class ExemptionPeriod implements Period {
  @DayField({ zh: '起日' }) from: string;
  @DayField({ zh: '止日（可空：没有终止日期会被警示）', nullable: true, example: '2026-12-31' }) to: string | null;
}

export class RiskPart implements Risk {
  @TextField({ zh: '风险', min: 2, max: 500, example: '用地手续办结前开工' }) text: string;
  @ChoiceField({ zh: '风险等级', of: RISK_GRADES, example: 'medium' }) grade: Risk['grade'];
}

/** 项目在主管部门备案: says nothing about the exemption record. */
export class DepartmentFilingPart {
  @DayField({ zh: '项目在主管部门备案之日' }) on: string;
  @TextField({ zh: '主管部门', min: 2, max: 100, example: '汶川县民政局' }) with: string;
  @TextField({ zh: '备案文号', max: 100, optional: true, nullable: true, example: '汶民备〔2026〕3号' })
  number?: string | null;
}

/** 已向上级报告: telling a superior seals nothing. */
export class SuperiorToldPart {
  @DayField({ zh: '向上级报告之日' }) on: string;
  @TextField({ zh: '报告的上级', min: 2, max: 100, example: '汶川县人民政府办公室' }) whom: string;
  @TextField({ zh: '报告方式', min: 2, max: 200, example: '书面请示' }) how: string;
}

/** The opening question stands first: whoever answers yes, or does not know, need not fill in the rest. */
export class ContentBody {
  @PartField({ zh: '首先回答：是否已经发生、是否已有检查', type: () => OpeningPart })
  opening: OpeningPart;
  @CountField({ zh: '申报范围的版本号', min: 1, max: 10_000, example: 1 }) scopeNumber: number;
  @TextsField({ zh: '预见的瑕疵种类', min: 1, max: 100, pattern: CODE, example: ['built-before-approval'] })
  flawKinds: string[];
  @PartsField({ zh: '风险及等级', min: 1, max: 30, type: () => RiskPart }) risks: RiskPart[];
  @TextsField({ zh: '承诺的保障措施', max: 50, pattern: CODE, example: ['collective-decision', 'public-notice'] })
  safeguards: string[];
  @IdsField({ zh: '依托的审批', max: 50, example: [] }) approvals: string[];
  @IdsField({ zh: '依托的上级承诺', max: 50, example: [] }) pledges: string[];
  @FenField({ zh: '损失上限（分，可空）', nullable: true, example: 20_000_000 }) lossCapFen: number | null;

  @PartField({ zh: '备案期限', type: () => ExemptionPeriod })
  period: ExemptionPeriod;
  @PartField({
    zh: '项目在主管部门备案（不等于容错备案）',
    type: () => DepartmentFilingPart,
    optional: true,
    nullable: true,
  })
  departmentFiling?: DepartmentFilingPart | null;
  @PartField({ zh: '已向上级报告（不等于容错备案）', type: () => SuperiorToldPart, optional: true, nullable: true })
  superiorTold?: SuperiorToldPart | null;
}

export class NoteBody {
  @TextField({ zh: '说明', min: 2, max: 500, optional: true, example: '补充了会议纪要' }) note?: string;
}

export class OpinionBody {
  @ChoiceField({ zh: '意见', of: STANCES, example: 'for' }) stance: Stance;
  @TextField({ zh: '书面意见', min: 2, max: 2000, example: '预见的瑕疵与保障措施相称，同意备案' }) text: string;
}

export class ReturnRecordBody {
  @TextField({ zh: '退回意见', min: 2, max: 2000, example: '请补充止损预案' }) remarks: string;
}

export class SealBody {
  @FlagField({ zh: '已阅警示（有警示时必填）', optional: true }) warningsSeen?: boolean;
  @TextField({ zh: '封存理由（有警示时必填）', min: 2, max: 2000, optional: true, example: '风险可控，期限明确' })
  reason?: string;
}

export class RefuseBody {
  @TextField({ zh: '不予备案的理由', min: 2, max: 2000, example: '事项不属于先行先试' }) reason: string;
}

export class RevokeBody {
  @ChoiceField({ zh: '撤销事由', of: REVOKE_GROUNDS, example: 'false-filing' }) ground: RevokeGround;
  @TextField({ zh: '撤销理由', min: 2, max: 2000, example: '备案所附会议纪要系伪造' }) reason: string;
}

/** The rest is copied; the opening question and the period are answered anew. */
export class RenewBody {
  @PartField({ zh: '首先回答：是否已经发生、是否已有检查', type: () => OpeningPart })
  opening: OpeningPart;

  @PartField({ zh: '新的备案期限', type: () => ExemptionPeriod })
  period: ExemptionPeriod;
}

export class DetailQuery {
  @DayField({ zh: '按哪一天计算首审期限和是否有效（默认为今天）', optional: true }) day?: string;
}

export class ExemptionsQuery {
  @ChoiceField({ zh: '状态', of: EXEMPTION_STATES, optional: true, example: 'sealed' }) state?: ExemptionState;
  @ChoiceField({ zh: '试点领域', of: PILOT_FIELDS, optional: true, example: 'civil-affairs' }) field?: string;
  @TextField({ zh: '地区（代码前缀）', min: 2, max: 12, pattern: /^\d+$/, optional: true, example: '513221' })
  place?: string;
  @IdField({ zh: '申报单位', optional: true }) unit?: string;
  @IdField({ zh: '试点', optional: true }) pilot?: string;
  @DayField({ zh: '在该日有效', optional: true }) day?: string;
  @TextField({ zh: '封存的月份', min: 7, max: 7, pattern: MONTH_FORM, optional: true, example: '2026-03' })
  sealedIn?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @TextField({ zh: '检索词（试点名称、风险）', max: 50, optional: true, example: '公墓' }) q?: string;
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class PilotPart {
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) id: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: '村级公益性公墓建设' }) title: string;
}
