import { Get, Query } from '@nestjs/common';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { PageQuery } from '../../pagination/page.dto';
import type { PageResult } from '../../pagination/page-result';
import { ConsentTextVersionDto } from './consent-text.dto';
import { ConsentTextsService } from './consent-texts.service';

/** The notices that people have consented to. */
@ProjectController('consent_texts', 'Responses')
export class ConsentTextsController {
  constructor(private readonly texts: ConsentTextsService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'consent_texts_list',
    summary: 'List the consent texts',
    description:
      "The project's own consent texts and names of who is responsible, as people have consented to them, newest first. `consent_version` of a response names one of them, or a text that Parley brings, which is not listed.",
    type: ConsentTextVersionDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Query() query: PageQuery,
  ): Promise<PageResult<ConsentTextVersionDto>> {
    return this.texts.list(caller, query);
  }
}
