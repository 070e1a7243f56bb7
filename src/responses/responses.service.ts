import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import type { TestInterviewDto } from '../sharing/link.dto';
import { type TestInterviewReader, TestLinkService } from '../sharing/test-link.service';
import {
  classificationsOf,
  type ResponseDto,
  type ResponseListQuery,
  type ResponseRow,
  toResponseDto,
  type UpdateResponseDto,
} from './response.dto';
import { ResponsesRepository } from './responses.repository';
import { parseQuery } from './search/search-query';

/** What people said, as the researcher reads it. */
@Injectable()
export class ResponsesService implements TestInterviewReader, OnModuleInit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly testLinks: TestLinkService,
    private readonly responses: ResponsesRepository,
  ) {}

  onModuleInit(): void {
    this.testLinks.setTestInterviewReader(this);
  }

  /** One page of the project's responses, newest first. */
  async list(caller: Caller, query: ResponseListQuery): Promise<PageResult<ResponseDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, kind } = query;
    const topicId = sentText(query.topic);
    if (topicId !== null && !isId(topicId))
      return new PageResult<ResponseDto>([], { count: 0, limit, offset });
    const search = sentText(query.search);
    const filter = {
      projectId: caller.projectId,
      kinds: kind ? [kind] : (['personal', 'shared'] as const).slice(),
      topicId,
      classifications: classificationsOf(query.classifications ?? ''),
      status,
      terms: search === null ? null : parseQuery(search),
    };
    const { abandonedAfterHours } = this.settings;
    const { rows, count } = await this.responses.findPage(filter, abandonedAfterHours, { limit, offset });
    return new PageResult(rows.map(toResponseDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async get(caller: Caller, id: string): Promise<ResponseDto> {
    const { abandonedAfterHours } = this.settings;
    return toResponseDto(found(await this.responses.findById(caller.projectId, id, abandonedAfterHours)));
  }

  /** Changes what was sent. @throws NotFound */
  async update(caller: Caller, id: string, body: UpdateResponseDto): Promise<ResponseDto> {
    const { projectId } = caller;
    const { abandonedAfterHours } = this.settings;
    // What is derived is not stored.
    const stored =
      body.classifications && [...new Set(body.classifications)].filter((c) => c !== 'abandoned');
    return this.transactions.run(async (tx) => {
      const values = { summary: body.summary, classifications: stored };
      if (!(await this.responses.update(tx, projectId, id, values))) throw new NotFound();
      return toResponseDto(found(await this.responses.findById(projectId, id, abandonedAfterHours, tx)));
    });
  }

  /** @throws NotFound */
  async delete(caller: Caller, id: string): Promise<void> {
    if (!(await this.responses.delete(caller.projectId, id))) throw new NotFound();
  }

  /** For the answer of `test_link`. */
  async latestTestInterview(topicId: string, userId: string): Promise<TestInterviewDto | null> {
    const row = await this.responses.findLatestTest(topicId, userId);
    if (!row) return null;
    const { completedAt, transcript, summary } = row;
    return { completed_at: completedAt.toISOString(), transcript, summary };
  }
}

/** Generated clients send an absent value as the text "null". */
function sentText(text: string | undefined): string | null {
  return text === undefined || text === '' || text === 'null' ? null : text;
}

function found(row: ResponseRow | null): ResponseRow {
  if (row === null) throw new NotFound();
  return row;
}
