import { Injectable } from '@nestjs/common';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import type { ActiveLink } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import { hasAtMost } from '../validation/checks';
import {
  addressOf,
  greetingNameOf,
  respondentOf,
  stateOf,
  stepAfter,
  takesAnswerAt,
  undoSecondsOf,
} from './interview-flow';
import type {
  AnswerOutcome,
  AnswerRefusal,
  BeginOutcome,
  InterviewView,
  NameRefusal,
  TypedAnswer,
  Visitor,
} from './interview-state';
import { WithdrawalsRepository } from './withdrawals/withdrawals.repository';
import { ConsentTextsRepository } from './consents/consent-texts.repository';
import { consentNoticeOf } from './consents/consent-notice';
import { InterviewsRepository, type InterviewRow } from './interviews.repository';
import { interviewTextsOf } from '../texts/interview/by-language';

/** In characters; far more than people type in ten minutes. */
export const MAX_ANSWER_LENGTH = 20_000;
/** For all answers together: a book of a hundred pages. */
export const MAX_INTERVIEW_LENGTH = 200_000;
/** Shorter answers are not counted: even 200 of them stay within the order of that limit. */
const UNCOUNTED_LENGTH = 1000;
export const MAX_NAME_LENGTH = 200;

/**
 * The actions of an interviewee. Each looks the link up once and runs in one transaction, with the person's interview
 * locked. An action that does not fit the state (an old tab, a second device) changes nothing, and the page shows the
 * current step.
 */
@Injectable()
export class InterviewsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly links: LinkAccessService,
    private readonly interviews: InterviewsRepository,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly consents: ConsentTextsRepository,
  ) {}

  /**
   * The page to show; null when the token opens no interview. Changes nothing, because mail scanners open links too.
   * @param at a step to show instead of the current one; ignored unless the person has reached it
   */
  async view(visitor: Visitor, at?: number): Promise<InterviewView | null> {
    const link = await this.links.findActive(visitor.accessToken);
    return link && this.viewOf(link, visitor, at);
  }

  /** The same as {@link view}, for a link that was looked up before. */
  async viewOf(link: ActiveLink, visitor: Pick<Visitor, 'respondentKey'>, at?: number) {
    return this.toView(link, await this.interviews.find(respondentOf(link, visitor)), { at });
  }

  /** Whether people who have not begun can still answer the topic: it is neither closed, nor expired, nor full. */
  topicIsOpen(topicId: string): Promise<boolean> {
    return this.interviews.topicIsOpen(topicId);
  }

  /**
   * Creates the person's interview.
   * @param name of the respondent; required on shared links, ignored on others
   * @param isBot the honeypot was filled in; on shared links nothing is created then
   */
  async begin(visitor: Visitor, name: string, isBot = false): Promise<BeginOutcome> {
    const link = await this.links.findActive(visitor.accessToken);
    if (!link) return { result: 'unchanged' };
    if (link.kind === 'shared') {
      if (isBot || visitor.respondentKey === null) return { result: 'unchanged' };
      const reason = nameRefusal(name);
      if (reason) {
        const view = await this.viewOf(link, visitor);
        return view.state.step === 'welcome' ? { result: 'refused', reason, view } : { result: 'unchanged' };
      }
    }
    const isBegun = await this.withLockedInterview(link, visitor, async (tx, interview) => {
      const isRepeatedTest = link.kind === 'test' && interview?.status === 'completed';
      if (interview && !isRepeatedTest) return false;
      await this.insert(tx, link, visitor, name);
      return true;
    });
    return isBegun ? { result: 'begun', kind: link.kind } : { result: 'unchanged' };
  }

  /**
   * Records the consent, unless another notice holds than the one with `shownVersion`, which the page showed. Without a
   * version, the page was the one of an older process, which shows the text that Parley brings.
   */
  async consent(visitor: Visitor, shownVersion: string | undefined): Promise<void> {
    await this.change(visitor, async (tx, interview, link) => {
      if (interview?.status !== 'opened') return;
      const { consentVersion, searchConfig, openQuestion, lastWordQuestion } = interviewTextsOf(
        visitor.language,
      );
      const notice = consentNoticeOf(link.notice, visitor.language);
      if ((shownVersion ?? consentVersion) !== notice.version) return;
      if (notice.isOwn) await this.consents.keep(tx, link.projectId, notice);
      const questions = link.questions.length > 0 ? link.questions : [openQuestion(link.topic)];
      await this.interviews.start(tx, interview.id, {
        version: notice.version,
        language: visitor.language,
        searchConfig,
        questions: [...questions, lastWordQuestion],
      });
    });
  }

  /** Stores an answer and moves to the step that it asks for. */
  async answer(visitor: Visitor, typed: TypedAnswer): Promise<AnswerOutcome> {
    const link = await this.links.findActive(visitor.accessToken);
    if (!link) return { result: 'unknown_link' };
    const outcome = await this.withLockedInterview(link, visitor, (tx, interview) =>
      this.store(tx, link, interview, typed),
    );
    return outcome ?? this.refuseAsClosed(link, visitor, typed);
  }

  /** Goes back to a step that was reached before. */
  async goTo(visitor: Visitor, position: number): Promise<void> {
    await this.change(visitor, async (tx, interview) => {
      if (interview?.status !== 'started' || position < 0 || position > interview.reached) return;
      await this.interviews.moveTo(tx, interview.id, position);
    });
  }

  /** Completes the interview; possible once the person has reached the review. */
  async complete(visitor: Visitor): Promise<void> {
    await this.change(visitor, async (tx, interview) => {
      if (interview?.status !== 'started' || interview.reached < interview.questions.length) return;
      await this.interviews.complete(tx, interview.id);
    });
  }

  /**
   * Declines the interview; possible at any step before its completion.
   * @param typed answer on the page, stored first, because declining can be undone. When it cannot be stored, its
   *   outcome is returned and nothing is declined.
   */
  async decline(
    visitor: Visitor,
    typed: TypedAnswer | null = null,
  ): Promise<AnswerOutcome | { result: 'declined' }> {
    const link = await this.links.findActive(visitor.accessToken);
    if (!link) return { result: 'unknown_link' };
    const outcome = await this.withLockedInterview(link, visitor, async (tx, interview) => {
      const stored = typed && (await this.store(tx, link, interview, typed));
      const isLost = stored?.result === 'refused' && !(stored.reason === 'not_saved' && typed?.text === '');
      if (isLost) return stored;
      await this.declineLocked(tx, link, visitor, interview);
      return { result: 'declined' } as const;
    });
    if (outcome) return outcome;
    return typed ? this.refuseAsClosed(link, visitor, typed) : { result: 'declined' };
  }

  /** Undoes a decline, or a completion within {@link UNDO_SECONDS}, or a withdrawal while its words are kept. */
  async undo(visitor: Visitor): Promise<void> {
    await this.change(visitor, async (tx, interview, link) => {
      if (interview?.status === 'declined' && (await this.withdrawals.undo(tx, respondentOf(link, visitor))))
        return;
      if (!interview || (interview.status === 'completed' && undoSecondsOf(interview) === 0)) return;
      await this.interviews.reopen(tx, interview.id);
    });
  }

  /** Runs an action that has no outcome to show. */
  private async change(
    visitor: Visitor,
    work: (tx: Transaction, interview: InterviewRow | null, link: ActiveLink) => Promise<void>,
  ): Promise<void> {
    const link = await this.links.findActive(visitor.accessToken);
    if (!link) return;
    await this.withLockedInterview(link, visitor, (tx, interview) => work(tx, interview, link));
  }

  /**
   * Runs `work` in a transaction that locks the person's interview.
   * @returns undefined, without running it, when the topic does not let this person answer
   */
  private async withLockedInterview<T>(
    link: ActiveLink,
    visitor: Visitor,
    work: (tx: Transaction, interview: InterviewRow | null) => Promise<T>,
  ): Promise<T | undefined> {
    if (link.ended !== null && link.kind !== 'test') return undefined;
    return this.transactions.run(async (tx) => {
      const interview = await this.interviews.find(respondentOf(link, visitor), tx);
      if (link.maxResponses !== null && !interview?.isStarted && link.kind !== 'test') {
        if ((await this.interviews.countCompleted(link.topicId, tx)) >= link.maxResponses) return undefined;
      }
      return work(tx, interview);
    });
  }

  private async store(
    tx: Transaction,
    link: ActiveLink,
    interview: InterviewRow | null,
    typed: TypedAnswer,
  ): Promise<AnswerOutcome> {
    const { position, text, skipped, revision } = typed;
    const refuse = async (reason: AnswerRefusal): Promise<AnswerOutcome> => {
      const view = await this.toView(link, interview, { at: position, tx });
      return { result: 'refused', reason, view };
    };
    if (!interview || !takesAnswerAt(interview, position)) return refuse('not_saved');
    if (!hasAtMost(text, MAX_ANSWER_LENGTH)) return refuse('long_answer');
    if (await this.isTooMuch(tx, interview.id, typed)) return refuse('long_interview');
    const isLastWord = position === interview.questions.length - 1;
    if (typed.isRequired && text === '' && !isLastWord) return refuse('blank_answer');
    let stored = 0;
    // A blank text that replaces nothing needs no row.
    if (text !== '' || skipped || revision !== 0) {
      const saved = await this.interviews.saveAnswer(tx, interview.id, { position, text, skipped, revision });
      if (!saved) return refuse('conflict');
      stored = saved.revision;
    }
    await this.interviews.moveTo(tx, interview.id, stepAfter(interview, typed));
    return { result: 'saved', revision: stored };
  }

  private async isTooMuch(tx: Transaction, id: string, { position, text }: TypedAnswer): Promise<boolean> {
    if (text.length <= UNCOUNTED_LENGTH) return false;
    const others = await this.interviews.countCharacters(tx, id, position);
    return others + text.length > MAX_INTERVIEW_LENGTH;
  }

  private async refuseAsClosed(
    link: ActiveLink,
    visitor: Visitor,
    { position }: TypedAnswer,
  ): Promise<AnswerOutcome> {
    return { result: 'refused', reason: 'not_saved', view: await this.viewOf(link, visitor, position) };
  }

  private async declineLocked(
    tx: Transaction,
    link: ActiveLink,
    visitor: Visitor,
    interview: InterviewRow | null,
  ): Promise<void> {
    if (!interview) {
      // Visitors of a shared link are unknown until they begin: there is nothing to record.
      if (link.kind === 'shared') return;
      await this.insert(tx, link, visitor, '');
    }
    const declined = interview ?? (await this.interviews.find(respondentOf(link, visitor), tx));
    if (declined) await this.interviews.decline(tx, declined.id);
  }

  private async insert(tx: Transaction, link: ActiveLink, visitor: Visitor, name: string): Promise<void> {
    const { projectId, topicCreatorId, linkId } = link;
    await this.interviews.insert(tx, {
      ...respondentOf(link, visitor),
      projectId,
      topicCreatorId,
      linkId,
      ...addressOf(link),
      respondentName: link.kind === 'shared' ? name : '',
    });
  }

  private async toView(
    link: ActiveLink,
    interview: InterviewRow | null,
    { at, tx }: { at?: number; tx?: Transaction },
  ): Promise<InterviewView> {
    const answers =
      interview?.status === 'started' ? await this.interviews.findAnswers(interview.id, tx) : [];
    // The limit only concerns people who have not begun.
    const needsCount = link.maxResponses !== null && !interview?.isStarted;
    const completed = needsCount ? await this.interviews.countCompleted(link.topicId, tx) : 0;
    return {
      state: stateOf(link, interview, answers, { completed, at }),
      userName: greetingNameOf(link, interview),
      topic: link.topic,
      askedBy: link.askedBy,
      kind: link.kind,
      notice: link.notice,
    };
  }
}

function nameRefusal(name: string): NameRefusal | null {
  if (name === '') return 'blank_name';
  return hasAtMost(name, MAX_NAME_LENGTH) ? null : 'long_name';
}
