import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { TransactionRunner } from '../database/transaction-runner';
import { Conflict, InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { TEST_EVENT } from './event-types';
import {
  type AttemptListQuery,
  type CreateWebhookDto,
  type QueuedMessageDto,
  toAttemptDto,
  toWebhookDto,
  type UpdateWebhookDto,
  type WebhookAttemptDto,
  type WebhookDto,
  type WebhookWithSecretDto,
} from './webhook.dto';
import type { Webhook } from './webhook.entity';
import { WebhookAttemptsReadModel } from './webhook-attempts.read-model';
import { WebhookSecrets } from './webhook-secrets';
import { webhookUrlViolation } from './webhook-url';
import { WebhooksRepository } from './webhooks.repository';

/** Most webhooks of one project (`docs/contract.md`, Webhooks). */
export const MAX_WEBHOOKS = 20;

/** The secret before a rotation signs too for this long. */
const OLD_SECRET_SECONDS = 24 * 3600;

/** Webhooks of a project, their messages and attempts. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly settings: Settings,
    private readonly transactions: TransactionRunner,
    private readonly webhooks: WebhooksRepository,
    private readonly attempts: WebhookAttemptsReadModel,
    private readonly secrets: WebhookSecrets,
  ) {}

  async list({ projectId }: Caller, query: PageQuery): Promise<PageResult<WebhookDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const [webhooks, count] = await this.webhooks.findPage(projectId, { limit, offset });
    return new PageResult(webhooks.map(toWebhookDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<WebhookDto> {
    return toWebhookDto(await this.find(caller, id));
  }

  /**
   * Makes a webhook.
   * @returns with the secret in clear, which is stored encrypted only
   * @throws InvalidRequestContent `invalid_url`
   * @throws Conflict `too_many_webhooks`
   */
  async create({ projectId, userId }: Caller, body: CreateWebhookDto): Promise<WebhookWithSecretDto> {
    this.assertUrl(body.url);
    const secret = this.secrets.create();
    const values = {
      projectId,
      createdById: userId,
      url: body.url,
      description: body.description ?? '',
      events: [...new Set(body.events)],
      includePersonalData: body.include_personal_data ?? false,
      secret: this.secrets.encrypt(secret),
    };
    const webhook = await this.transactions.run((tx) => this.webhooks.insert(tx, values, MAX_WEBHOOKS));
    if (webhook) return { ...toWebhookDto(webhook), secret };
    throw new Conflict('too_many_webhooks', `The project has ${MAX_WEBHOOKS} webhooks. Delete one first.`);
  }

  /** @throws NotFound @throws InvalidRequestContent `invalid_url` */
  async update(caller: Caller, id: string, body: UpdateWebhookDto): Promise<WebhookDto> {
    const current = await this.find(caller, id);
    if (body.url !== undefined) this.assertUrl(body.url);
    const changed = await this.webhooks.update(caller.projectId, id, changesOf(current, body));
    if (!changed) throw noSuchWebhook();
    return toWebhookDto(changed);
  }

  /** @throws NotFound */
  async delete({ projectId }: Caller, id: string): Promise<void> {
    if (!(await this.webhooks.delete(projectId, id))) throw noSuchWebhook();
  }

  /** Makes a new secret; the old one signs too for a day, so that the receiver can change over. @throws NotFound */
  async rotateSecret({ projectId }: Caller, id: string): Promise<WebhookWithSecretDto> {
    const secret = this.secrets.create();
    const sealed = this.secrets.encrypt(secret);
    const webhook = await this.webhooks.rotate(projectId, id, sealed, OLD_SECRET_SECONDS);
    if (!webhook) throw noSuchWebhook();
    return { ...toWebhookDto(webhook), secret };
  }

  /** Sends the event `test`. @throws NotFound @throws Conflict `webhook_disabled` */
  async test(caller: Caller, id: string): Promise<QueuedMessageDto> {
    const webhook = await this.find(caller, id);
    assertEnabled(webhook);
    return { message_id: await this.webhooks.insertTest(webhook), event: TEST_EVENT };
  }

  /** The requests to the receiver, newest first. @throws NotFound */
  async listAttempts(
    caller: Caller,
    id: string,
    query: AttemptListQuery,
  ): Promise<PageResult<WebhookAttemptDto>> {
    await this.find(caller, id);
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, result, event = null } = query;
    const succeeded = result === undefined ? null : result === 'succeeded';
    const { rows, count } = await this.attempts.findPage(id, { succeeded, event }, { limit, offset });
    return new PageResult(rows.map(toAttemptDto), { count, limit, offset });
  }

  /** Sends the message of an attempt again, with the same `webhook-id`. @throws NotFound @throws Conflict */
  async replay(caller: Caller, id: string, attemptId: string): Promise<QueuedMessageDto> {
    assertEnabled(await this.find(caller, id));
    const message = await this.webhooks.replay(id, attemptId);
    if (!message) throw new NotFound('No attempt with this id for this webhook.');
    return { message_id: message.id, event: message.type };
  }

  private async find({ projectId }: Caller, id: string): Promise<Webhook> {
    const webhook = await this.webhooks.find(projectId, id);
    if (!webhook) throw noSuchWebhook();
    return webhook;
  }

  private assertUrl(url: string): void {
    const violation = webhookUrlViolation(url, this.settings.webhookAllowPrivate);
    if (violation) throw new InvalidRequestContent(violation.code, violation.detail, 'url');
  }
}

/** A webhook that is enabled again gets another five days; one that is enabled keeps its failures. */
function changesOf(current: Webhook, body: UpdateWebhookDto) {
  const { url, events, description, include_personal_data: includePersonalData, enabled } = body;
  const fields = {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: [...new Set(events)] }),
    ...(description === undefined ? {} : { description }),
    ...(includePersonalData === undefined ? {} : { includePersonalData }),
  };
  if (enabled === undefined || enabled === current.enabled) return fields;
  return enabled
    ? { ...fields, enabled, disabledReason: null, failingSince: null, toldAt: null }
    : { ...fields, enabled, disabledReason: 'manual' as const };
}

function assertEnabled({ enabled }: Webhook): void {
  if (enabled) return;
  throw new Conflict(
    'webhook_disabled',
    'This webhook is disabled, so nothing is sent to it. Enable it first.',
  );
}

function noSuchWebhook(): NotFound {
  return new NotFound('No webhook with this id in this project.');
}
