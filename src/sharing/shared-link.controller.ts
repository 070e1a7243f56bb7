import { Delete, HttpCode, Param, Post } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { SharedLinkDto } from './link.dto';
import { SharedLinkService } from './shared-link.service';

/** A topic's one link for everyone. */
@ProjectController('user_interview_topics/:id/shared_link', 'Sharing')
export class SharedLinkController {
  constructor(private readonly sharedLink: SharedLinkService) {}

  @Post()
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_shared_link_create',
    summary: 'Get the shared link',
    description:
      'A single link for the whole topic. Each visitor enters a name and answers as a separate respondent. The link is the same on every call, until it is ended. It also works while the topic targets no one.',
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
    summary: 'End the shared link',
    description:
      'The link stops working at once, also for visitors who have started the interview. The next call that gets the link makes a new one.',
    status: 204,
  })
  async destroy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    await this.sharedLink.end(caller, id);
  }
}
