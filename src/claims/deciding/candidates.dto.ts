import { ApiProperty } from '@nestjs/swagger';
import { GroundView } from '../recusal/recusals.dto';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

export class PanelCandidateView {
  @ApiProperty({ example: ID }) accountId: string;
  @ApiProperty({ example: '王五' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '纪检监察员' }) post: string | null;
  @ApiProperty({ example: '中共汶川县纪律检查委员会' }) unit: string;
  @ApiProperty({ type: [GroundView], description: '不得合议、签发的事由；空即可以 / why not to sit; empty: may sit' })
  keptAwayBy: GroundView[];
}
