import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { NotFound } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { ResponseBudget } from '../http/response-budget';
import { PageResult } from '../pagination/page-result';
import { readSizedPage } from '../pagination/sized-page';
import type { TestInterviewDto } from '../sharing/link.dto';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { type TestInterviewReader, TestLinkService } from '../sharing/test-link.service';
import {
  classificationsOf,
  type ResponseDto,
  type ResponseListQuery,
  toResponseDto,
  type UpdateResponseDto,
} from './response.dto';
import { ResponsesReadModel } from './responses.read-model';
import { ResponsesRepository } from './responses.repository';
import { parseQuery } from './search/search-query';

/** Kinds that are listed unless a kind is asked for: all but tests. */
const LISTED_KINDS: ShareKind[] = ['personal', 'shared'];

/** Reads and changes responses on behalf of researchers. */
@Injectable()
export class ResponsesService implements TestInterviewReader, OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly testLinks: TestLinkService,
    private readonly readModel: ResponsesReadModel,
    private readonly responses: ResponsesRepository,
    private readonly budget: ResponseBudget,
  ) {}

  onModuleInit(): void {
    this.testLinks.setTestInterviewReader(this);
  }

  /** Returns one page of the project's responses, newest first. */
  async list(caller: Caller, query: ResponseListQuery): Promise<PageResult<ResponseDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, kind } = query;
    const topicId = query.topic || null;
    if (topicId !== null && !isId(topicId))
      return new PageResult<ResponseDto>([], { count: 0, limit, offset });
    const filter = {
      projectId: caller.projectId,
      kinds: kind ? [kind] : LISTED_KINDS,
      topicId,
      classifications: classificationsOf(query.classifications ?? ''),
      status,
      terms: query.search ? parseQuery(query.search) : null,
    };
    const { abandonedAfterHours } = this.settings;
    const { sizes, count } = await this.readModel.measurePage(filter, abandonedAfterHours, { limit, offset });
    const { rows, shown } = await readSizedPage(sizes, this.budget, (ids) => this.findMany(ids));
    return new PageResult(rows, { count, limit, offset, shown });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<ResponseDto> {
    const bytes = found(await this.readModel.measure(caller.projectId, id));
    const [response = null] = await this.budget.read(bytes, () => this.findMany([id]));
    return found(response);
  }

  /** Changes the fields that were sent. @throws NotFound */
  async update(caller: Caller, id: string, body: UpdateResponseDto): Promise<ResponseDto> {
    const { summary } = body;
    // `abandoned` is derived, so it is not stored.
    const classifications =
      body.classifications && [...new Set(body.classifications)].filter((c) => c !== 'abandoned');
    await this.responses.update(caller.projectId, id, { summary, classifications });
    return this.get(caller, id);
  }

  private async findMany(ids: string[]): Promise<ResponseDto[]> {
    return (await this.readModel.findMany(ids, this.settings.abandonedAfterHours)).map(toResponseDto);
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.responses.delete(caller.projectId, id))) throw noSuchResponse();
  }

  /** Returns the user's latest completed test of the topic, which `test_link` shows. */
  async latestTestInterview(topicId: string, userId: string): Promise<TestInterviewDto | null> {
    const row = await this.readModel.findLatestTest(topicId, userId);
    if (!row?.completedAt) return null;
    const { completedAt, transcript, summary } = row;
    return { completed_at: completedAt.toISOString(), transcript, summary };
  }
}

function found<T>(row: T | null): T {
  if (row === null) throw noSuchResponse();
  return row;
}

function noSuchResponse(): NotFound {
  return new NotFound('No response with this id in this project.');
}
