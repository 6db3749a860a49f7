// What the acts on an approval carry. Every one may state the day it happened; only the ledger's time proves anything.
import { ApiProperty } from '@nestjs/swagger';
import type { ApprovalPath } from '../domain/approval';
import { suspensionReasons, type SuspensionReason } from '../domain/clock';
import { demands } from '../domain/remarks';
import {
  ChoiceField,
  CountField,
  DayField,
  IdsField,
  PartField,
  PartsField,
  TextField,
  TextsField,
} from '../platform/fields';

export class EventBody {
  @DayField({ zh: '发生之日（默认为今天）', optional: true }) on?: string;
  @TextField({ zh: '说明', min: 2, max: 500, optional: true, example: '材料齐全，窗口收件' }) note?: string;
}

/** A refusal or a lapse says why (Administrative Licensing Law art. 38). */
export class ReasonedEventBody {
  @DayField({ zh: '发生之日（默认为今天）', optional: true }) on?: string;
  @TextField({ zh: '理由（不予批准、失效须说明理由）', min: 2, max: 500, example: '不符合村庄规划' }) note: string;
}

export class RemarkPart {
  @TextField({ zh: '针对什么（同一审批内用同一写法）', max: 50, example: '片长' }) topic: string;
  @ChoiceField({ zh: '要求', of: demands, example: 'less' }) demand: string;
  @TextField({ zh: '由谁提出（职务）', max: 50, example: '分管副县长' }) by: string;
}

export class ReturnApprovalBody extends EventBody {
  @PartsField({ zh: '修改意见：一次告知全部', type: () => RemarkPart, min: 1, max: 50 }) remarks: RemarkPart[];
}

export class SuspendBody extends EventBody {
  @ChoiceField({ zh: '依法不计入时限的事由', of: suspensionReasons, example: 'expert-review' })
  reason: SuspensionReason;
}

export class NamePathBody extends EventBody {
  @TextField({ zh: '应办的审批事项', min: 2, max: 100, example: '农用地转用审批' }) matter: string;
  @TextField({ zh: '办理依据', min: 2, max: 300, example: '土地管理法第四十四条' }) legalBasis: string;
  @CountField({ zh: '承诺时限（工作日）', max: 365, example: 20 }) termWorkdays: number;
  @TextsField({ zh: '申请材料', max: 50, example: ['用地申请', '村民代表会议决议'] }) materials: string[];
  @IdsField({ zh: '须先办的审批（本试点的其他审批）', max: 20, optional: true, example: [] }) predecessors?: string[];
}

export class AppliedPathPart {
  @TextField({ zh: '办理依据', min: 2, max: 300, example: '土地管理法第四十四条' }) legalBasis: string;
  @CountField({ zh: '办事指南载明的时限（工作日）', max: 365, example: 20 }) termWorkdays: number;
  @TextsField({ zh: '申请材料', max: 50, optional: true, example: ['用地申请'] }) materials?: string[];
}

export class ApplyBody extends EventBody {
  @PartField({ zh: '依据与时限，仅在此前无人告知时填写', type: () => AppliedPathPart, optional: true })
  path?: AppliedPathPart;
}

export class PathView implements ApprovalPath {
  @ApiProperty({ example: '农用地转用审批' }) matter: string;
  @ApiProperty({ type: String, nullable: true, example: '土地管理法第四十四条' }) legalBasis: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 20 }) termWorkdays: number | null;
  @ApiProperty({ type: [String], example: ['用地申请'] }) materials: readonly string[];
}
