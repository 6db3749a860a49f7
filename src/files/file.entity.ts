import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CountyColumn, InstantColumn, IntegerColumn, RefColumn, TextColumn } from '../platform/columns';

@Entity('file')
export class FileRow {
  @CountyColumn() county: string;
  @PrimaryColumn('text') sha256: string;
  @TextColumn() sm3: string;
  @IntegerColumn() size: number;
  @TextColumn() media_type: string;
  @Column('bytea', { select: false }) content: Buffer;
  @RefColumn() stored_by: string;
  @InstantColumn() recorded_at: string;
}
