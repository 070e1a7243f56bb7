import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { mapConstraintViolation } from '../database/database-errors';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { RawJson } from '../http/raw-json';
import { ResponseBudget } from '../http/response-budget';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { readSizedPage } from '../pagination/sized-page';
import { listFor } from './targeting';
import type { CreateTopicDto, TopicDto, TopicListQuery, TopicSummary, UpdateTopicDto } from './topic.dto';
import { TopicsReadModel } from './topics.read-model';
import { TopicsRepository } from './topics.repository';

/**
 * Told, within the transaction, that a topic does not target a person any more, or (`identifier` null) that there may be
 * any number of such people.
 */
export interface TargetingListener {
  onRemoved(tx: Transaction, topicId: string, identifier: string | null): Promise<void>;
}

/** Topics: planned interviews, and the people they target. */
@Injectable()
export class TopicsService {
  private readonly listeners: TargetingListener[] = [];

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly topics: TopicsRepository,
    private readonly readModel: TopicsReadModel,
    private readonly budget: ResponseBudget,
  ) {}

  /** Registers a listener. Features to the right of topics use it, since topics may not import them. */
  addListener(listener: TargetingListener): void {
    this.listeners.push(listener);
  }

  /** One page of the project's topics, newest first. */
  async list(caller: Caller, query: TopicListQuery): Promise<PageResult<TopicDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, search = '' } = query;
    const page = await this.readModel.findPage(caller.projectId, search, { limit, offset });
    const { count } = page;
    if (page.sizes === null) {
      return new PageResult(new RawJson<TopicDto[]>(page.topics), { count, limit, offset });
    }
    const read = (ids: string[]) => this.readModel.findMany(caller.projectId, ids);
    const { rows, shown } = await readSizedPage(page.sizes, this.budget, read);
    return new PageResult(rows, { count, limit, offset, shown });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<RawJson<TopicDto>> {
    return found(await this.readModel.findAsJson(caller.projectId, id));
  }

  /** The topic without its lists, which can be long. @throws NotFound */
  async getSummary(caller: Caller, id: string): Promise<TopicSummary> {
    return found(await this.readModel.findSummary(caller.projectId, id));
  }

  /** @throws NotFound when the caller's project has no such topic */
  async assertExists(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.exists(caller.projectId, id))) throw noSuchTopic();
  }

  /** The identifier if the topic targets it, or the first one it targets if none is given; else null. */
  async findTargeted(caller: Caller, id: string, identifier: string | null): Promise<string | null> {
    return this.readModel.findTargeted(caller.projectId, id, identifier);
  }

  /** Those of the identifiers that the topic does not target, sorted. @throws NotFound */
  async findUntargeted(caller: Caller, id: string, identifiers: string[]): Promise<string[]> {
    return found(await this.readModel.findUntargeted(caller.projectId, id, identifiers)).sort();
  }

  /** Keeps the topic's targeting as it is until the transaction ends. @throws NotFound */
  async lock(tx: Transaction, caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.lock(tx, caller.projectId, id))) throw noSuchTopic();
  }

  /** Stores a topic. It may target nobody yet (`docs/contract.md`, Topics). @throws InvalidRequestContent too many people */
  async create(caller: Caller, body: CreateTopicDto): Promise<RawJson<TopicDto>> {
    return mapConstraintViolation(this.topics.insert(caller.projectId, caller.userId, body));
  }

  /**
   * Changes the fields that were sent. Listeners learn in the same transaction who is not targeted any more.
   * @throws NotFound
   */
  async update(caller: Caller, id: string, body: UpdateTopicDto): Promise<RawJson<TopicDto>> {
    await this.transactions.run(async (tx) => {
      await this.lock(tx, caller, id);
      await mapConstraintViolation(this.topics.update(tx, id, body));
      if (body.interviewee_emails || body.interviewee_distinct_ids) await this.notifyRemoved(tx, id, null);
    });
    return this.get(caller, id);
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.delete(caller.projectId, id))) throw noSuchTopic();
  }

  /** Targets one more person. Changes nothing for a person who is targeted already. @throws NotFound */
  async addInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    const added = this.topics.addIdentifier(caller.projectId, id, listFor(identifier), identifier);
    await mapConstraintViolation(added, 'identifier');
    return this.get(caller, id);
  }

  /** Stops targeting a person. Listeners are told even when neither list had the identifier. @throws NotFound */
  async removeInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    await this.transactions.run(async (tx) => {
      if (!(await this.topics.removeIdentifier(tx, caller.projectId, id, identifier))) throw noSuchTopic();
      await this.notifyRemoved(tx, id, identifier);
    });
    return this.get(caller, id);
  }

  private async notifyRemoved(tx: Transaction, id: string, identifier: string | null): Promise<void> {
    for (const listener of this.listeners) await listener.onRemoved(tx, id, identifier);
  }
}

function found<T>(row: T | null): T {
  if (row === null) throw noSuchTopic();
  return row;
}

/** The error for a topic that does not exist or belongs to another project. */
export function noSuchTopic(): NotFound {
  return new NotFound('No topic with this id in this project.');
}
