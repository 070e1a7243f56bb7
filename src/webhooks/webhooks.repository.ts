import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { Project } from '../users/project.entity';
import { TEST_EVENT } from './event-types';
import { WebhookMessage } from './webhook-message.entity';
import { Webhook } from './webhook.entity';

type NewWebhook = Pick<
  Webhook,
  'projectId' | 'createdById' | 'url' | 'description' | 'events' | 'includePersonalData' | 'secret'
>;
type ChangedWebhook = Partial<
  Omit<Webhook, 'id' | 'projectId' | 'project' | 'createdBy' | 'createdById' | 'createdAt' | 'updatedAt'>
>;

/** Stores the webhooks of projects. */
@Injectable()
export class WebhooksRepository {
  constructor(
    @InjectRepository(Webhook) private readonly webhooks: Repository<Webhook>,
    @InjectRepository(WebhookMessage) private readonly messages: Repository<WebhookMessage>,
  ) {}

  /** One page, newest first, and the number of all. */
  async findPage(
    projectId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<[Webhook[], number]> {
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    return this.webhooks.findAndCount({ where: { projectId }, order, take: limit, skip: offset });
  }

  async find(projectId: string, id: string): Promise<Webhook | null> {
    return this.webhooks.findOneBy({ projectId, id });
  }

  /**
   * Inserts a webhook unless the project has so many. The project is locked, so that two requests count one after the
   * other.
   * @returns null if there are too many
   */
  async insert(tx: Transaction, webhook: NewWebhook, max: number): Promise<Webhook | null> {
    const { projectId } = webhook;
    await tx
      .getRepository(Project)
      .findOne({ where: { id: projectId }, lock: { mode: 'for_no_key_update' } });
    const webhooks = tx.getRepository(Webhook);
    if ((await webhooks.countBy({ projectId })) >= max) return null;
    const { identifiers } = await webhooks.insert(webhook);
    return webhooks.findOneByOrFail({ id: identifiers[0]?.id as string });
  }

  /** @returns the changed webhook; null when there is none */
  async update(projectId: string, id: string, values: ChangedWebhook): Promise<Webhook | null> {
    await this.webhooks.update({ projectId, id }, { ...values, updatedAt: () => 'now()' });
    return this.find(projectId, id);
  }

  /** The present secret signs too until `seconds` from now. */
  async rotate(projectId: string, id: string, secret: string, seconds: number): Promise<Webhook | null> {
    await this.webhooks.update(
      { projectId, id },
      {
        secret,
        previousSecret: () => 'secret',
        previousUntil: () => `now() + ${seconds} * interval '1 second'`,
        updatedAt: () => 'now()',
      },
    );
    return this.find(projectId, id);
  }

  /** @returns whether there was such a webhook */
  async delete(projectId: string, id: string): Promise<boolean> {
    const { affected } = await this.webhooks.delete({ projectId, id });
    return affected === 1;
  }

  /** Writes a message that tries the webhook, and returns its id. */
  async insertTest({ id, projectId }: Webhook): Promise<string> {
    const data = { project_id: projectId, webhook_id: id };
    const { identifiers } = await this.messages.insert({ webhookId: id, type: TEST_EVENT, data });
    return identifiers[0]?.id as string;
  }

  /**
   * Lets the message of an attempt be sent again, from the first attempt on.
   * @returns the message, or null when the webhook has no such attempt
   */
  async replay(webhookId: string, attemptId: string): Promise<{ id: string; type: string } | null> {
    // SQL, because the message is found by its attempt.
    const [[message] = []] = await this.messages.query<[{ id: string; type: string }[], number]>(
      `UPDATE webhook_message m SET status = 'pending', attempts = 0, due_at = now()
       FROM webhook_attempt a WHERE a.id = $1 AND a.webhook_id = $2 AND m.id = a.message_id
       RETURNING m.id, m.type`,
      [attemptId, webhookId],
    );
    return message ?? null;
  }
}
