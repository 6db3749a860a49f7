import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarService } from './calendar.service';
import { RulebookDraft } from './draft.entity';
import { DraftsController } from './drafts.controller';
import { DraftsService } from './drafts.service';
import { CalendarCorrectionRow, RulebookRow } from './rulebook.entity';
import { CalendarController, RulebooksController } from './rulebooks.controller';
import { RulebooksService } from './rulebooks.service';

@Module({
  imports: [TypeOrmModule.forFeature([RulebookRow, CalendarCorrectionRow, RulebookDraft])],
  // Drafts first: `rulebooks/:id` would take the word for an id.
  controllers: [DraftsController, RulebooksController, CalendarController],
  providers: [RulebooksService, DraftsService, CalendarService],
  exports: [RulebooksService, DraftsService, CalendarService],
})
export class RulebooksModule {}
