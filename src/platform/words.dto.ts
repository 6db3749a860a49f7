import { ApiProperty } from '@nestjs/swagger';
import type { Words } from '../domain/errors';

/** The same said in both languages. */
export class WordsView implements Words {
  @ApiProperty({ example: '免责' }) zh: string;
  @ApiProperty({ example: 'exempt' }) en: string;
}
