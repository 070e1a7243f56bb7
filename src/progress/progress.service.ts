import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import type { RefusedMailbox } from '../contacts/contact-decision';
import { ContactDecisionsService } from '../contacts/contact-decisions.service';
import { canonicalMailbox, parseMailbox } from '../identifiers/identifier';
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
import { ProgressReadModel, type ProgressRow } from './progress.read-model';
import { type TopicCountsDto, topicIds, type TopicCountsQuery } from './topic-counts.dto';
import { TopicCountsReadModel } from './topic-counts.read-model';

/** Reports the progress of a topic's interviewees, from the invite to the completed interview. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly topics: TopicsService,
    private readonly progress: ProgressReadModel,
    private readonly counts: TopicCountsReadModel,
    private readonly decisions: ContactDecisionsService,
  ) {}

  /** Returns one page of the targeted people in target order, and the number of people in each state. @throws NotFound */
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
    const total = PROGRESS_STATES.reduce((sum, one) => sum + counts[one], 0);
    const count = state ? counts[state] : total;
    const refusals = await this.refusals(topicId, rows);
    const results = rows.map(({ identifier, state: reached, since }) => {
      const refused = refusals.get(identifier);
      return {
        interviewee_identifier: identifier,
        state: reached,
        since: since === null ? null : new Date(since).toISOString(),
        reason: refused?.reason ?? '',
        free_at: refused?.freeAt?.toISOString() ?? null,
      };
    });
    return new PageResult(results, { count, limit, offset }, { counts });
  }

  /** The people of the named topics, counted, in the order of the ids; topics of other projects are left out. */
  async countsOf(
    { projectId }: Caller,
    { topic = '' }: TopicCountsQuery,
  ): Promise<PageResult<TopicCountsDto>> {
    const rows = await this.counts.find(projectId, topicIds(topic));
    return new PageResult(rows, { count: rows.length, limit: undefined, offset: 0 });
  }

  /** Why people of the page may not be invited, by identifier. */
  private async refusals(topicId: string, rows: ProgressRow[]): Promise<Map<string, RefusedMailbox>> {
    const people = rows.flatMap(({ identifier }) => {
      const address = parseMailbox(identifier)?.address;
      return address === undefined ? [] : [{ identifier, mailbox: canonicalMailbox(address) }];
    });
    const mailboxes = people.map(({ mailbox }) => mailbox);
    const refused = await this.decisions.refusals({ topicId, kind: 'invite', mailboxes, overridden: false });
    const known = people.flatMap(({ identifier, mailbox }) => {
      const refusal = refused.get(mailbox);
      return refusal ? [[identifier, refusal] as const] : [];
    });
    return new Map(known);
  }
}
