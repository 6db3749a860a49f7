import { Controller, HttpCode, Param, ParseUUIDPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { PreviewLine, PreviewQuery } from './previews.dto';
import { PreviewsService } from './previews.service';

const NDJSON = 'application/x-ndjson';

@ApiTags('rulebooks')
@ApiBearerAuth()
@Controller('rulebooks/drafts')
export class PreviewsController {
  constructor(private readonly previews: PreviewsService) {}

  @Post(':id/preview')
  @HttpCode(200)
  @Allow('rulebook.preview')
  @ApiOperation({
    summary:
      '影响预览：草案如已生效，既往结论会有何不同（不作任何改动） / what past findings would become; changes nothing',
  })
  @ApiExtraModels(PreviewLine)
  @ApiOkResponse({
    description: '每行一个 JSON：progress、change、unreadable，最后一行 summary 或 error / one JSON a line',
    content: { [NDJSON]: { schema: { $ref: getSchemaPath(PreviewLine) } } },
  })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PreviewQuery,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.previews.open(actor, id, query), { type: NDJSON });
  }
}
