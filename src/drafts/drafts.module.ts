import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FormDraft } from './form-draft.entity';
import { FormDraftsController } from './form-drafts.controller';
import { FormDraftsRepository } from './form-drafts.repository';
import { FormDraftsService } from './form-drafts.service';

/** What people have typed and not sent; asks nobody but the journal. */
@Module({
  imports: [TypeOrmModule.forFeature([FormDraft])],
  controllers: [FormDraftsController],
  providers: [FormDraftsRepository, FormDraftsService],
})
export class DraftsModule {}
