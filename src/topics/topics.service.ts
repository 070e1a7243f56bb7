import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { isDataError } from '../database/database-errors';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { containsPattern } from '../database/sql-expressions';
import { RawJson } from '../http/raw-json';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { Batcher } from '../batching/batcher';
import { parseMailbox } from '../identifiers/identifier';
import {
  type CreateTopicDto,
  type TopicDto,
  type TopicSummary,
  type TopicListQuery,
  type TopicDetails,
  type UpdateTopicDto,
} from './topic.dto';
import { newTopicJson, type TopicKey, TopicsRepository, type TopicValues } from './topics.repository';

/** Characters of JSON from which on a topic is stored by itself: the others do not wait for it. */
const LARGE_TOPIC = 20_000;

/** Told, within the transaction, which identifiers a topic does not target any more. */
export interface TargetingListener {
  onRemoved(tx: Transaction, topicId: string, identifiers: string[]): Promise<void>;
}

/** Topics: whom to interview and what to ask. */
@Injectable()
export class TopicsService {
  private readonly listeners: TargetingListener[] = [];
  /** Topics that are made at once are stored at once. */
  private readonly creations: Batcher<string, RawJson<TopicDto>>;
  /** Topics that are asked for at once are read at once; reading starts after they were asked for. */
  private readonly reads: Batcher<TopicKey, RawJson<TopicDto> | null>;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly topics: TopicsRepository,
  ) {
    this.creations = new Batcher((topics) => this.topics.insert(topics), { retryIndividually: isDataError });
    this.reads = new Batcher((keys) => this.topics.findAsJson(keys));
  }

  /** Registers a watcher. Features to the right of topics use it, since topics may not know them. */
  addListener(watcher: TargetingListener): void {
    this.listeners.push(watcher);
  }

  /** One page of the project's topics, newest first. */
  async list(caller: Caller, query: TopicListQuery): Promise<PageResult<TopicDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const patterns = searchPatterns(query.search ?? '');
    const { topics, count } = await this.topics.findPage(caller.projectId, patterns, { limit, offset });
    return new PageResult(new RawJson<TopicDto[]>(topics), { count, limit, offset });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<RawJson<TopicDto>> {
    return found(await this.reads.submit({ projectId: caller.projectId, id }));
  }

  /** The topic as stored, for features that build on topics. @throws NotFound */
  async getDetails(caller: Caller, id: string): Promise<TopicDetails> {
    return found(await this.topics.findDetails(caller.projectId, id));
  }

  /** The topic without its lists, which can be long. @throws NotFound */
  async getSummary(caller: Caller, id: string): Promise<TopicSummary> {
    return found(await this.topics.findSummary(caller.projectId, id));
  }

  /** @throws NotFound when the caller's project has no such topic */
  async assertExists(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.exists(caller.projectId, id))) throw new NotFound();
  }

  /** Keeps the topic's targeting as it is until the transaction ends. @throws NotFound */
  async lock(tx: Transaction, caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.lock(tx, caller.projectId, id))) throw new NotFound();
  }

  /** @throws InvalidRequestContent when it targets nobody */
  async create(caller: Caller, body: CreateTopicDto): Promise<RawJson<TopicDto>> {
    assertTargetsSomebody({
      interviewee_emails: [],
      interviewee_distinct_ids: [],
      ...withoutUndefined(body),
    });
    const topic = newTopicJson(caller.projectId, caller.userId, toValues(body));
    return topic.length > LARGE_TOPIC ? this.insertAlone(topic) : this.creations.submit(topic);
  }

  /**
   * Changes what was sent. Whoever drops out of the targeting loses the active link in the same transaction.
   * @throws NotFound, InvalidRequestContent
   */
  async update(caller: Caller, id: string, body: UpdateTopicDto): Promise<RawJson<TopicDto>> {
    return this.transactions.run(async (tx) => {
      await this.lock(tx, caller, id);
      const before = found(await this.topics.findDetails(caller.projectId, id, tx));
      const after: Targeting = { ...before, ...targetingOf(body) };
      assertTargetsSomebody(after);
      await this.topics.update(tx, id, toValues(body));
      const kept = new Set(identifiersOf(after));
      const dropped = identifiersOf(before).filter((identifier) => !kept.has(identifier));
      if (dropped.length > 0) await this.notifyRemoved(tx, id, dropped);
      return this.getInTransaction(tx, caller, id);
    });
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.topics.delete(caller.projectId, id))) throw new NotFound();
  }

  /** Targets one more person; somebody who already is stays as is. @throws NotFound */
  async addInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    const list = parseMailbox(identifier) ? 'interviewee_emails' : 'interviewee_distinct_ids';
    await this.topics.addIdentifier(caller.projectId, id, list, identifier);
    return this.get(caller, id);
  }

  /** Stops targeting a person and kills the person's links, also when nobody listed it any more. @throws NotFound */
  async removeInterviewee(caller: Caller, id: string, identifier: string): Promise<RawJson<TopicDto>> {
    return this.transactions.run(async (tx) => {
      if (!(await this.topics.removeIdentifier(tx, caller.projectId, id, identifier))) throw new NotFound();
      await this.notifyRemoved(tx, id, [identifier]);
      return this.getInTransaction(tx, caller, id);
    });
  }

  private async insertAlone(topic: string): Promise<RawJson<TopicDto>> {
    const [made] = await this.topics.insert([topic]);
    if (!made) throw new Error('A topic that was just inserted is not returned.');
    return made;
  }

  /** The topic as this transaction sees it. */
  private async getInTransaction(tx: Transaction, caller: Caller, id: string): Promise<RawJson<TopicDto>> {
    const [topic = null] = await this.topics.findAsJson([{ projectId: caller.projectId, id }], tx);
    return found(topic);
  }

  private async notifyRemoved(tx: Transaction, id: string, identifiers: string[]): Promise<void> {
    for (const watcher of this.listeners) await watcher.onRemoved(tx, id, identifiers);
  }
}

/** Whom a topic targets. */
export type Targeting = Pick<TopicDetails, 'interviewee_emails' | 'interviewee_distinct_ids'>;

/** Everybody a topic targets: e-mails first, in list order; may name somebody twice. */
export function identifiersOf(targeting: Targeting): string[] {
  return [...targeting.interviewee_emails, ...targeting.interviewee_distinct_ids];
}

function targetingOf({ interviewee_emails, interviewee_distinct_ids }: UpdateTopicDto): Partial<Targeting> {
  return withoutUndefined({ interviewee_emails, interviewee_distinct_ids });
}

function found<T>(row: T | null): T {
  if (row === null) throw new NotFound();
  return row;
}

function assertTargetsSomebody(targeting: Targeting): void {
  if (identifiersOf(targeting).length > 0) return;
  throw new InvalidRequestContent(
    'invalid_input',
    'At least one of interviewee_emails or interviewee_distinct_ids must be provided.',
  );
}

function toValues(body: UpdateTopicDto): Partial<TopicValues> {
  return withoutUndefined({
    topic: body.topic,
    intervieweeEmails: body.interviewee_emails,
    intervieweeDistinctIds: body.interviewee_distinct_ids,
    agentContext: body.agent_context,
    questions: body.questions,
    inviteSubject: body.invite_subject,
    inviteMessage: body.invite_message,
    closesAt: asDate(body.closes_at),
    maxResponses: body.max_responses,
    expiresAt: asDate(body.expires_at),
  });
}

function asDate(time: string | null | undefined): Date | null | undefined {
  return typeof time === 'string' ? new Date(time) : time;
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function searchPatterns(search: string): string[] {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  return [...new Set(words)].map(containsPattern);
}
