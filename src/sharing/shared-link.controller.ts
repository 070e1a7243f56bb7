import { Delete, HttpCode, Param, Post } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { SharedLinkDto } from './link.dto';
import { SharedLinkService } from './shared-link.service';

/** A topic's link for anybody. */
@ProjectController('user_interview_topics/:id/shared_link', 'Sharing')
export class SharedLinkController {
  constructor(private readonly sharedLink: SharedLinkService) {}

  @Post()
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_shared_link_create',
    summary: 'Get the link for anybody',
    description:
      'One link per topic that is nobody in particular: whoever opens it says a name and is a respondent of their own. The same on every call, until it is ended. The topic need not target anybody.',
    type: SharedLinkDto,
  })
  create(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SharedLinkDto> {
    return this.sharedLink.get(caller, id);
  }

  @Delete()
  @HttpCode(204)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_shared_link_destroy',
    summary: 'End the link for anybody',
    description:
      'The link stops working at once, also for those who are in the middle. The next one is a new one.',
    status: 204,
  })
  async destroy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    await this.sharedLink.end(caller, id);
  }
}
