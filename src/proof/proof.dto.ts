import { ApiProperty } from '@nestjs/swagger';

const INSTANT = '2026-03-02T01:00:00.000Z';

export class PinnedKeysView {
  @ApiProperty({ example: 1 }) v: number;
  @ApiProperty({ type: [String], description: '账本公钥，含已停用的 / keys of the log, retired ones too', example: [] })
  logs: string[];
  @ApiProperty({ type: [String], description: '见证方公钥 / keys of witnesses', example: [] }) witnesses: string[];
  @ApiProperty({ description: '见证方法定数 / how many witnesses anchor', example: 1 }) quorum: number;
  @ApiProperty({ type: [String], description: 'PEM', example: [] }) authorities: string[];
}

export class SigningView {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: 'pilot-harbor.example/513221' }) origin: string;
  @ApiProperty({
    enum: ['unsigned', 'signed', 'refused'],
    description: 'unsigned：尚无密钥 / no key yet；refused：停止签名 / signing refused',
  })
  state: 'unsigned' | 'signed' | 'refused';
  @ApiProperty({ type: String, nullable: true, description: '停止签名的原因 / why refused', example: null })
  reasonZh: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) reasonEn: string | null;
  @ApiProperty({ description: '账本现有条数 / entries in the log', example: 100 }) size: number;
  @ApiProperty({ description: '已签发检查点覆盖的条数 / entries covered by a checkpoint', example: 100 })
  signedSize: number;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) signedAt: string | null;
  @ApiProperty({ description: '有外部时间证明的条数 / entries anchored in time', example: 90 }) anchoredSize: number;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) anchoredAt: string | null;
}
