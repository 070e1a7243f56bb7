import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { RawJson } from '../http/raw-json';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { listFor, removedIdentifiers, replaceLists } from './targeting';
import type {
  CreateTopicDto,
  TopicDetails,
  TopicDto,
  TopicListQuery,
  TopicSummary,
  UpdateTopicDto,
} from './topic.dto';
import { TopicsReadModel } from './topics.read-model';
import { TopicsRepository } from './topics.repository';

/** Told, within the transaction, which identifiers a topic does not target any more. */
export interface TargetingListener {
  onRemoved(tx: Transaction, topicId: string, identifiers: string[]): Promise<void>;
}

/** Topics: planned interviews, and the people they target. */
@Injectable()
export class TopicsService {
  private readonly listeners: TargetingListener[] = [];

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly topics: TopicsRepository,
    private readonly readModel: TopicsReadModel,
  ) {}

  /** Registers a listener. Features to the right of topics use it, since topics may not import them. */
  addListener(listener: TargetingListener): void {
    this.listeners.push(listener);
  }

  /** One page of the project's topics, newest first. */
  async list(caller: Caller, query: TopicListQuery): Promise<PageResult<TopicDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, search = '' } = query;
    const { topics, count } = await this.readModel.findPage(caller.projectId, search, { limit, offset });
    return new PageResult(new RawJson<TopicDto[]>(topics), { count, limit, offset });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<RawJson<TopicDto>> {
    return found(await this.readModel.findAsJson(caller.projectId, id));
  }

  /** The topic with the people it targets, for features that build on topics. @throws NotFound */
  async getDetails(caller: Caller, id: string): Promise<TopicDetails> {
    return found(await this.readModel.findDetails(caller.projectId, id));
  }

  /** The topic without its lists, which can be long. @throws NotFound */
  async getSummary(caller: Caller, id: string): Promise<TopicSummary> {
    return found(await this.readModel.findSummary(caller.projectId, id));
  }

  /** @throws NotFound when the caller's project has no such topic */
  async assertExists(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.exists(caller.projectId, id))) throw noSuchTopic();
  }

  /** Those of the identifiers that the topic does not target, sorted. @throws NotFound */
  async findUntargeted(caller: Caller, id: string, identifiers: string[]): Promise<string[]> {
    return found(await this.readModel.findUntargeted(caller.projectId, id, identifiers)).sort();
  }

  /** Keeps the topic's targeting as it is until the transaction ends. @throws NotFound */
  async lock(tx: Transaction, caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.lock(tx, caller.projectId, id))) throw noSuchTopic();
  }

  /** Stores a topic. It may target nobody yet (`docs/contract.md`, Topics). */
  async create(caller: Caller, body: CreateTopicDto): Promise<RawJson<TopicDto>> {
    return this.topics.insert(caller.projectId, caller.userId, body);
  }

  /**
   * Changes the fields that were sent. Listeners learn in the same transaction who is not targeted any more.
   * @throws NotFound
   */
  async update(caller: Caller, id: string, body: UpdateTopicDto): Promise<RawJson<TopicDto>> {
    return this.transactions.run(async (tx) => {
      await this.lock(tx, caller, id);
      const before = found(await this.readModel.findDetails(caller.projectId, id, tx));
      const after = replaceLists(body, before);
      await this.topics.update(tx, id, body);
      const removed = removedIdentifiers(before, after);
      if (removed.length > 0) await this.notifyRemoved(tx, id, removed);
      return found(await this.readModel.findAsJsonWithin(tx, caller.projectId, id));
    });
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.delete(caller.projectId, id))) throw noSuchTopic();
  }

  /** Targets one more person. Changes nothing for a person who is targeted already. @throws NotFound */
  async addInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    await this.topics.addIdentifier(caller.projectId, id, listFor(identifier), identifier);
    return this.get(caller, id);
  }

  /** Stops targeting a person. Listeners are told even when neither list had the identifier. @throws NotFound */
  async removeInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    return this.transactions.run(async (tx) => {
      if (!(await this.topics.removeIdentifier(tx, caller.projectId, id, identifier))) throw noSuchTopic();
      await this.notifyRemoved(tx, id, [identifier]);
      return found(await this.readModel.findAsJsonWithin(tx, caller.projectId, id));
    });
  }

  private async notifyRemoved(tx: Transaction, id: string, identifiers: string[]): Promise<void> {
    for (const listener of this.listeners) await listener.onRemoved(tx, id, identifiers);
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
