import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { ShowsSecret } from '../idempotency/shows-secret.decorator';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { IdPipe } from '../validation/uuid.pipe';
import {
  AttemptListQuery,
  CreateWebhookDto,
  QueuedMessageDto,
  UpdateWebhookDto,
  WebhookAttemptDto,
  WebhookDto,
  WebhookWithSecretDto,
} from './webhook.dto';
import { WebhooksService } from './webhooks.service';

/** Receivers of a project's events, for admins: what they get leaves the house. */
@ProjectController('webhooks', 'Webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @RequireScope('*')
  @Operation({
    id: 'webhooks_list',
    summary: 'List the webhooks',
    description: 'The receivers of events of this project, newest first.',
    type: WebhookDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<PageResult<WebhookDto>> {
    return this.webhooks.list(caller, query);
  }

  @Post()
  @RequireScope('*')
  @ShowsSecret()
  @Operation({
    id: 'webhooks_create',
    summary: 'Make a webhook',
    description:
      'Sends the chosen events to a URL, as Standard Webhooks 1.0 says. The answer has the secret that verifies the signatures; it cannot be shown again. A project has at most 20 webhooks (409 `too_many_webhooks`). An Idempotency-Key is not kept.',
    status: 201,
    type: WebhookWithSecretDto,
    errors: [409],
  })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateWebhookDto): Promise<WebhookWithSecretDto> {
    return this.webhooks.create(caller, body);
  }

  @Get(':id')
  @RequireScope('*')
  @Operation({
    id: 'webhooks_retrieve',
    summary: 'Get a webhook',
    description: 'Its address, its events, and whether it works.',
    type: WebhookDto,
  })
  get(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<WebhookDto> {
    return this.webhooks.get(caller, id);
  }

  @Patch(':id')
  @RequireScope('*')
  @Operation({
    id: 'webhooks_partial_update',
    summary: 'Change a webhook',
    description:
      'Changes the fields that are sent. `enabled` true lets a webhook that was disabled get events again.',
    type: WebhookDto,
    example: { description: 'Tells the team chat' },
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateWebhookDto,
  ): Promise<WebhookDto> {
    return this.webhooks.update(caller, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('*')
  @Operation({
    id: 'webhooks_destroy',
    summary: 'Delete a webhook',
    description: 'Deletes it with its attempts; events that were not sent yet are dropped.',
    status: 204,
  })
  async delete(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    await this.webhooks.delete(caller, id);
  }

  @Post(':id/rotate_secret')
  @HttpCode(200)
  @RequireScope('*')
  @ShowsSecret()
  @Operation({
    id: 'webhooks_rotate_secret_create',
    summary: 'Replace the secret of a webhook',
    description:
      'Makes a new secret. Messages are signed with both for 24 hours, so that the receiver can change over. An Idempotency-Key is not kept.',
    type: WebhookWithSecretDto,
  })
  rotateSecret(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<WebhookWithSecretDto> {
    return this.webhooks.rotateSecret(caller, id);
  }

  @Post(':id/test')
  @HttpCode(202)
  @RequireScope('*')
  @Operation({
    id: 'webhooks_test_create',
    summary: 'Try a webhook',
    description: 'Sends the event `test`. The attempts show what the receiver answered.',
    status: 202,
    type: QueuedMessageDto,
    errors: [409],
  })
  test(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<QueuedMessageDto> {
    return this.webhooks.test(caller, id);
  }

  @Get(':id/attempts')
  @RequireScope('*')
  @Operation({
    id: 'webhooks_attempts_list',
    summary: 'List the attempts of a webhook',
    description:
      'The requests to the receiver, newest first. They are kept for 30 days; answers of the receiver are not.',
    type: WebhookAttemptDto,
    paged: true,
  })
  listAttempts(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: AttemptListQuery,
  ): Promise<PageResult<WebhookAttemptDto>> {
    return this.webhooks.listAttempts(caller, id, query);
  }

  @Post(':id/attempts/:attempt_id/replay')
  @HttpCode(202)
  @RequireScope('*')
  @Operation({
    id: 'webhooks_attempts_replay_create',
    summary: 'Send a message again',
    description: 'Sends the message of an attempt again, at once and with the same `webhook-id`.',
    status: 202,
    type: QueuedMessageDto,
    errors: [409],
  })
  replay(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('attempt_id', IdPipe) attemptId: string,
  ): Promise<QueuedMessageDto> {
    return this.webhooks.replay(caller, id, attemptId);
  }
}
