import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarService } from './calendar.service';
import { CalendarCorrectionRow, RulebookRow } from './rulebook.entity';
import { CalendarController, RulebooksController } from './rulebooks.controller';
import { RulebooksService } from './rulebooks.service';

@Module({
  imports: [TypeOrmModule.forFeature([RulebookRow, CalendarCorrectionRow])],
  controllers: [RulebooksController, CalendarController],
  providers: [RulebooksService, CalendarService],
  exports: [RulebooksService, CalendarService],
})
export class RulebooksModule {}
