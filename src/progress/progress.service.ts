import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { TopicsService } from '../topics/topics.service';
import {
  PROGRESS_STATES,
  type ProgressDto,
  type ProgressPage,
  type ProgressQuery,
  type ProgressState,
} from './progress.dto';
import { ProgressRepository } from './progress.repository';

/** How far the people of a topic got, from the invite to the completed interview. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly topics: TopicsService,
    private readonly progress: ProgressRepository,
  ) {}

  /** One page of the targeted people in target order, and how many are in each state. @throws NotFound */
  async list(
    caller: Caller,
    topicId: string,
    query: ProgressQuery,
  ): Promise<PageResult<ProgressDto, Pick<ProgressPage, 'counts'>>> {
    await this.topics.assertExists(caller, topicId);
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, state = null } = query;
    const { rows, counts: found } = await this.progress.find(topicId, state, { limit, offset });
    const counts = Object.fromEntries(PROGRESS_STATES.map((one) => [one, found[one] ?? 0])) as Record<
      ProgressState,
      number
    >;
    const everybody = PROGRESS_STATES.reduce((sum, one) => sum + counts[one], 0);
    const count = state ? counts[state] : everybody;
    const results = rows.map(({ identifier, state: reached, since }) => ({
      interviewee_identifier: identifier,
      state: reached,
      since: since === null ? null : new Date(since).toISOString(),
    }));
    return new PageResult(results, { count, limit, offset }, { counts });
  }
}
