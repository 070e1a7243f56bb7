import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import type { ActiveLink } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import { parseMailbox, userNameOf } from '../identifiers/identifier';
import { stateOf } from './interview-flow';
import type { AnswerOutcome, InterviewView } from './interview-state';
import { InterviewsRepository, type InterviewRow, type Respondent } from './interviews.repository';
import { type Language, textsOf } from './texts/languages';

/** In characters; far more than anybody types in ten minutes. */
export const MAX_ANSWER_LENGTH = 20_000;
export const MAX_NAME_LENGTH = 200;
/** How long a completion can be taken back. */
const UNDO_SECONDS = 600;

/** Who opened a link. */
export interface Visitor {
  accessToken: string;
  language: Language;
  /** What the browser was given on a shared link, where the token tells nothing about the person. */
  respondentKey: string | null;
}

/** An answer as it was typed. */
export interface TypedAnswer {
  position: number;
  text: string;
  skipped: boolean;
  /** The stored revision that it was typed over; 0 for none. */
  revision: number;
  /** Where to go from there; `next` leads on to the review when everything else was seen. */
  move: 'stay' | 'next' | 'back';
}

/**
 * What an interviewee does, step by step. Nothing changes without an act of the person, and each act is one
 * transaction on one interview. An act that does not fit the state (an old tab, a second device) changes nothing: the
 * page shows where the interview stands.
 */
@Injectable()
export class InterviewsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly links: LinkAccessService,
    private readonly interviews: InterviewsRepository,
  ) {}

  /**
   * What to show; null when the token opens nothing. Changes nothing, since scanners of mail open links too.
   * @param at a step that was reached, to show instead of the one where the person is
   */
  async view(visitor: Visitor, at?: number): Promise<InterviewView | null> {
    const share = await this.links.findActive(visitor.accessToken);
    if (!share) return null;
    const interview = await this.interviews.find(respondentOf(share, visitor));
    const [answers, completed] = await Promise.all([
      interview?.status === 'started' ? this.interviews.findAnswers(interview.id) : [],
      share.maxResponses === null ? 0 : this.interviews.countCompleted(share.topicId),
    ]);
    return {
      state: stateOf(share, interview, answers, { completed, undoSeconds: UNDO_SECONDS, at }),
      userName: nameOf(share, interview),
      topic: share.topic,
      askedBy: share.askedBy,
      kind: share.kind,
    };
  }

  /** Whether the topic takes answers of people who have not begun: neither closed, nor expired, nor full. */
  topicIsOpen(topicId: string): Promise<boolean> {
    return this.interviews.topicIsOpen(topicId);
  }

  /** The first button. A respondent of a shared link says a name with it. */
  async begin(visitor: Visitor, name: string): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, share, interview) => {
      const again = share.kind === 'test' && interview?.status === 'completed';
      if (interview && !again) return;
      if (share.kind === 'shared' && (name === '' || visitor.respondentKey === null)) return;
      await this.insert(tx, share, visitor, name);
    });
  }

  /** Consent: from here on answers are taken. */
  async consent(visitor: Visitor): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, share, interview) => {
      if (interview?.status !== 'opened') return;
      const { consentVersion, searchConfig, openQuestion, lastWordQuestion } = textsOf(visitor.language);
      const questions = share.questions.length > 0 ? share.questions : [openQuestion(share.topic)];
      await this.interviews.start(tx, interview.id, {
        version: consentVersion,
        language: visitor.language,
        searchConfig,
        questions: [...questions, lastWordQuestion],
      });
    });
  }

  /** Stores an answer and goes on, back, or nowhere. */
  async answer(visitor: Visitor, typed: TypedAnswer): Promise<AnswerOutcome> {
    const outcome = await this.withLockedInterview<AnswerOutcome>(visitor, async (tx, _share, interview) => {
      if (interview?.status !== 'started' || typed.position > interview.reached) return { result: 'not_now' };
      if (typed.position >= interview.questions.length) return { result: 'not_now' };
      const stored = await this.store(tx, interview, typed);
      if (stored === 'conflict') {
        const answers = await this.interviews.findAnswers(interview.id, tx);
        const { text = '', revision = 0 } = answers.find(({ position }) => position === typed.position) ?? {};
        return { result: 'conflict', stored: { text, revision } };
      }
      await this.interviews.update(tx, interview.id, stepAfter(interview, typed));
      return { result: 'saved', revision: stored };
    });
    return outcome ?? { result: 'not_now' };
  }

  /** Goes back to a step that was reached before. */
  async goTo(visitor: Visitor, position: number): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, _share, interview) => {
      if (interview?.status !== 'started' || position < 0 || position > interview.reached) return;
      await this.interviews.update(tx, interview.id, position);
    });
  }

  /** Sends the interview off, from the review at its end. */
  async complete(visitor: Visitor): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, _share, interview) => {
      if (interview?.status !== 'started' || interview.reached < interview.questions.length) return;
      await this.interviews.complete(tx, interview.id);
    });
  }

  /** "Not this time", at any point before the end. */
  async decline(visitor: Visitor): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, share, interview) => {
      if (!interview) {
        // Somebody unknown who does not want to take part is nobody to keep a record of.
        if (share.kind === 'shared') return;
        await this.insert(tx, share, visitor, '');
      }
      const declined = interview ?? (await this.interviews.find(respondentOf(share, visitor), tx));
      if (declined) await this.interviews.decline(tx, declined.id);
    });
  }

  /** Takes back "not this time", or a completion of a moment ago. */
  async undo(visitor: Visitor): Promise<void> {
    await this.withLockedInterview(visitor, async (tx, _share, interview) => {
      if (!interview) return;
      const { completedSeconds } = interview;
      if (completedSeconds !== null && completedSeconds >= UNDO_SECONDS) return;
      await this.interviews.reopen(tx, interview.id);
    });
  }

  /** Runs one act while nobody else can act on the same interview. Undefined when the topic takes no answers. */
  private async withLockedInterview<T>(
    visitor: Visitor,
    work: (tx: Transaction, share: ActiveLink, interview: InterviewRow | null) => Promise<T>,
  ): Promise<T | undefined> {
    const share = await this.links.findActive(visitor.accessToken);
    if (!share || (share.ended !== null && share.kind !== 'test')) return undefined;
    return this.transactions.run(async (tx) => {
      const interview = await this.interviews.find(respondentOf(share, visitor), tx);
      if (share.maxResponses !== null && !interview?.isStarted && share.kind !== 'test') {
        if ((await this.interviews.countCompleted(share.topicId, tx)) >= share.maxResponses) return undefined;
      }
      return work(tx, share, interview);
    });
  }

  private async insert(tx: Transaction, share: ActiveLink, visitor: Visitor, name: string): Promise<void> {
    const { projectId, topicCreatorId } = share;
    const mailbox = share.kind === 'personal' ? parseMailbox(share.identifier) : null;
    await this.interviews.insert(tx, {
      ...respondentOf(share, visitor),
      projectId,
      topicCreatorId,
      emails: mailbox ? [mailbox.address] : [],
      respondentName: share.kind === 'shared' ? name : '',
    });
  }

  private async store(
    tx: Transaction,
    interview: InterviewRow,
    { position, text, skipped, revision }: TypedAnswer,
  ): Promise<number | 'conflict'> {
    // Nothing typed where nothing was said: there is nothing to store, and nothing to overwrite.
    if (text === '' && !skipped && revision === 0) return 0;
    const stored = await this.interviews.saveAnswer(tx, interview.id, { position, text, skipped, revision });
    return stored ? stored.revision : 'conflict';
  }
}

/** How a person is greeted. An identifier that holds no name is an id, which is nothing to greet by. */
function nameOf({ kind, identifier }: ActiveLink, interview: InterviewRow | null): string {
  if (kind === 'shared') return interview?.respondentName ?? '';
  const mailbox = kind === 'personal' ? parseMailbox(identifier) : null;
  return mailbox ? userNameOf(identifier, mailbox) : '';
}

/** The step that follows an answer. Somebody who came back from the review returns to it. */
function stepAfter({ position, reached, questions }: InterviewRow, typed: TypedAnswer): number {
  if (typed.move === 'next') return reached === questions.length ? reached : typed.position + 1;
  return typed.move === 'back' ? Math.max(typed.position - 1, 0) : position;
}

/** Whose interview a link leads to. The key of a shared link's visitor is kept as a hash only. */
export function respondentOf(
  share: Pick<ActiveLink, 'topicId' | 'kind' | 'identifier'>,
  { respondentKey }: Pick<Visitor, 'respondentKey'>,
): Respondent {
  const { topicId, kind } = share;
  if (kind !== 'shared') return { topicId, kind, identifier: share.identifier };
  const hash = createHash('sha256')
    .update(respondentKey ?? '')
    .digest('base64url');
  return { topicId, kind, identifier: `shared:${hash.slice(0, 22)}` };
}
