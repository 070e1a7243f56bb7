import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import type { Transaction } from '../database/transaction-runner';
import { violatedConstraint, mapConstraintViolation } from '../database/database-errors';
import { InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { ResponseBudget } from '../http/response-budget';
import { PageResult } from '../pagination/page-result';
import { readSizedPage } from '../pagination/sized-page';
import { noSuchTopic, TopicsService } from '../topics/topics.service';
import type {
  BulkIntervieweesDto,
  BulkResultDto,
  CreateIntervieweeDto,
  IntervieweeDto,
  NewIntervieweeDto,
  UpdateIntervieweeDto,
} from './interviewee.dto';
import { toIntervieweeDto } from './interviewee.dto';
import { IntervieweesRepository } from './interviewees.repository';

/** Context about each person. Never touches links, which belong to topic and identifier, not to the context row. */
@Injectable()
export class IntervieweesService {
  constructor(
    private readonly topics: TopicsService,
    private readonly interviewees: IntervieweesRepository,
    private readonly budget: ResponseBudget,
  ) {}

  /** @throws NotFound */
  async list(caller: Caller, topicId: string, query: PageQuery): Promise<PageResult<IntervieweeDto>> {
    await this.topics.assertExists(caller, topicId);
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    if (limit > DEFAULT_PAGE_SIZE) return this.listLong(topicId, { limit, offset });
    const { rows, count } = await this.interviewees.findPage(topicId, { limit, offset });
    return new PageResult(rows.map(toIntervieweeDto), { count, limit, offset });
  }

  /** A page that can be large. */
  private async listLong(topicId: string, page: { limit: number; offset: number }) {
    const { sizes, count } = await this.interviewees.measurePage(topicId, page);
    const read = async (ids: string[]) =>
      (await this.interviewees.findMany(topicId, ids)).map(toIntervieweeDto);
    const { rows, shown } = await readSizedPage(sizes, this.budget, read);
    return new PageResult(rows, { count, ...page, shown });
  }

  /** The number of people who have a context and are not targeted. */
  async countUntargeted(topicId: string): Promise<number> {
    return this.interviewees.countUntargeted(topicId);
  }

  /** @throws NotFound */
  async get(caller: Caller, topicId: string, id: string): Promise<IntervieweeDto> {
    await this.topics.assertExists(caller, topicId);
    return this.find(topicId, id);
  }

  /** @throws NotFound, InvalidRequestContent (`unique`) */
  async create(caller: Caller, topicId: string, body: CreateIntervieweeDto): Promise<NewIntervieweeDto> {
    const untargeted = await this.topics.findUntargeted(caller, topicId, [body.interviewee_identifier]);
    const item = { identifier: body.interviewee_identifier, agentContext: body.agent_context };
    const id = await mapConstraintViolation(
      mapMissingTopic(this.interviewees.insert(topicId, caller.userId, item)),
    );
    return { ...(await this.find(topicId, id)), untargeted_identifiers: untargeted };
  }

  /** @throws NotFound, InvalidRequestContent (`unique`) */
  async update(
    caller: Caller,
    topicId: string,
    id: string,
    body: UpdateIntervieweeDto,
  ): Promise<IntervieweeDto> {
    const before = await this.get(caller, topicId, id);
    const values = { identifier: body.interviewee_identifier, agentContext: body.agent_context };
    if (values.identifier === undefined && values.agentContext === undefined) return before;
    if (!(await mapConstraintViolation(this.interviewees.update(topicId, id, values)))) throw noSuchContext();
    return this.find(topicId, id);
  }

  /** @throws NotFound */
  async delete(caller: Caller, topicId: string, id: string): Promise<void> {
    await this.topics.assertExists(caller, topicId);
    if (!(await this.interviewees.delete(topicId, id))) throw noSuchContext();
  }

  /** Writes many rows at once, or none. @throws NotFound, InvalidRequestContent (`unique`) */
  async createMany(caller: Caller, topicId: string, body: BulkIntervieweesDto): Promise<BulkResultDto> {
    assertDistinct(body.items);
    const items = body.items.map((item) => ({
      identifier: item.interviewee_identifier,
      agentContext: item.agent_context,
    }));
    const identifiers = items.map((item) => item.identifier);
    const untargeted = await this.topics.findUntargeted(caller, topicId, identifiers);
    const { inserted, updated } = await mapMissingTopic(
      this.interviewees.insertMany(topicId, caller.userId, items, body.on_conflict ?? 'skip'),
    );
    const written = new Set([...inserted, ...updated]);
    const skipped = identifiers.filter((identifier) => !written.has(identifier)).sort();
    return {
      inserted_count: inserted.length,
      ...(body.on_conflict === undefined ? {} : { updated_count: updated.length }),
      skipped_count: skipped.length,
      skipped_identifiers: skipped,
      untargeted_identifiers: untargeted,
    };
  }

  /** Inserts a blank row for each person the topic targets who has none, within the caller's transaction. */
  async ensureContexts(tx: Transaction, caller: Caller, topicId: string): Promise<void> {
    await this.interviewees.insertMissing(tx, topicId, caller.userId);
  }

  /** The row, in a topic that the caller is known to reach. @throws NotFound */
  private async find(topicId: string, id: string): Promise<IntervieweeDto> {
    const row = await this.interviewees.findById(topicId, id);
    if (!row) throw noSuchContext();
    return toIntervieweeDto(row);
  }
}

/** @throws InvalidRequestContent (`unique`) */
function assertDistinct(items: CreateIntervieweeDto[]): void {
  const identifiers = new Set(items.map((item) => item.interviewee_identifier));
  if (identifiers.size === items.length) return;
  throw new InvalidRequestContent('unique', 'Duplicate interviewee_identifier values within items.', 'items');
}

/** A topic that is deleted between the check and the insert answers 404, as if it had been deleted before. */
async function mapMissingTopic<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw violatedConstraint(error) === 'interviewee_context_topic_fkey' ? noSuchTopic() : error;
  }
}

function noSuchContext(): NotFound {
  return new NotFound('No interviewee context with this id in this topic.');
}
