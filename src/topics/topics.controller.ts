import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import type { RawJson } from '../http/raw-json';
import { Operation } from '../openapi/operation.decorator';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import { CreateTopicDto, TopicDto, TopicListQuery, UpdateTopicDto } from './topic.dto';
import { IdentifierDto, ListedIdentifierDto } from './targeting.dto';
import { TopicsService } from './topics.service';

/** Topics and the people they target. */
@ProjectController('user_interview_topics', 'Topics')
export class TopicsController {
  constructor(private readonly topics: TopicsService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_list',
    summary: 'List topics',
    description: 'Returns the topics of the project, newest first.',
    type: TopicDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: TopicListQuery): Promise<PageResult<TopicDto>> {
    return this.topics.list(caller, query);
  }

  @Post()
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_create',
    summary: 'Create a topic',
    description:
      'Creates a topic. It may target nobody yet: people can be added later, or answer through the shared link.',
    status: 201,
    type: TopicDto,
    example: {
      topic: 'How teams plan their week',
      interviewee_emails: ['Ada Lovelace <ada@example.com>', 'grace@example.com'],
      interviewee_distinct_ids: ['user-42'],
      agent_context: 'We redesigned the weekly view in October.',
      questions: ['How did you plan last week?', 'What got in the way?'],
      invite_subject: 'A few questions about planning',
      invite_message: 'We would love to hear how your team plans its week.',
      reminder_count: 2,
      reminder_gap_days: 3,
      thank_you: true,
    },
  })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateTopicDto): Promise<RawJson<TopicDto>> {
    return this.topics.create(caller, body);
  }

  @Get(':id')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_retrieve',
    summary: 'Get a topic',
    description: 'Returns one topic.',
    type: TopicDto,
  })
  retrieve(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<RawJson<TopicDto>> {
    return this.topics.get(caller, id);
  }

  @Patch(':id')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_partial_update',
    summary: 'Change a topic',
    description:
      'Changes the fields that are sent. A list replaces the stored one. The links of people who are not targeted any more stop working at once.',
    type: TopicDto,
    example: { agent_context: 'We redesigned the weekly view in October.' },
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateTopicDto,
  ): Promise<RawJson<TopicDto>> {
    return this.topics.update(caller, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_destroy',
    summary: 'Delete a topic',
    description: 'Deletes the topic with its contexts, links and invites. Links stop working at once.',
    status: 204,
  })
  destroy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.topics.delete(caller, id);
  }

  @Post(':id/add_interviewee')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_add_interviewee_create',
    summary: 'Target one more person',
    description:
      'Adds an identifier to the topic: an address, or a name with an address, to `interviewee_emails`; any other id to `interviewee_distinct_ids`. Repeating the call changes nothing.',
    type: TopicDto,
    example: { identifier: 'Mary Jackson <mary@example.com>' },
  })
  addInterviewee(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: IdentifierDto,
  ): Promise<RawJson<TopicDto>> {
    return this.topics.addInterviewee(caller, id, body.identifier);
  }

  @Post(':id/remove_interviewee')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_remove_interviewee_create',
    summary: 'Stop targeting a person',
    description:
      "Removes the identifier from both lists and disables the person's links. Repeating the call changes nothing.",
    type: TopicDto,
    example: { identifier: 'Mary Jackson <mary@example.com>' },
  })
  removeInterviewee(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: ListedIdentifierDto,
  ): Promise<RawJson<TopicDto>> {
    return this.topics.removeInterviewee(caller, id, body.identifier);
  }
}
