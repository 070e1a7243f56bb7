import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings';
import type { Transaction } from '../../database/transaction-runner';
import type { LinkOwner } from '../../sharing/active-link';
import { addressOf } from '../interview-flow';
import { VoiceInterviewsRepository } from './voice-interviews.repository';

const SPEAKERS = { interviewer: 'Interviewer', interviewee: 'Interviewee' };

/** A finished voice call. */
export interface EndedCall {
  callId: string;
  /** The person's identifier; on a shared link `shared:` and a hash of the browser's key. */
  identifier: string;
  respondentName: string;
  /** Timestamp text of PostgreSQL, to the microsecond. */
  receivedAt: string;
  turns: { speaker: keyof typeof SPEAKERS; text: string }[];
  summary: string;
}

/** Stores voice calls as interviews, separate from those that the same person wrote on the page. */
@Injectable()
export class VoiceInterviewsService {
  constructor(
    private readonly interviews: VoiceInterviewsRepository,
    private readonly settings: Settings,
  ) {}

  /**
   * Stores a call that was made with somebody's link. On a shared link a call with answers replaces what the same
   * respondent has abandoned before; on a personal link the researcher keeps the attempts.
   * @returns the id of the interview
   */
  async record(tx: Transaction, owner: LinkOwner, call: EndedCall): Promise<string> {
    const { kind, topicId, projectId, topicCreatorId } = owner;
    const isCompleted = call.summary !== '' || call.turns.some(({ speaker }) => speaker === 'interviewee');
    if (kind === 'shared' && isCompleted) {
      const respondent = { topicId, kind, identifier: call.identifier };
      await this.interviews.deleteAbandoned(tx, respondent, this.settings.abandonedAfterHours);
    }
    return this.interviews.insert(tx, {
      callId: call.callId,
      projectId,
      topicId,
      topicCreatorId,
      kind,
      identifier: call.identifier,
      ...addressOf({ kind, identifier: call.identifier }),
      respondentName: call.respondentName,
      receivedAt: call.receivedAt,
      isCompleted,
      transcript: call.turns
        .map(({ speaker, text }) => `${SPEAKERS[speaker]}: ${collapseBlankLines(text)}`)
        .join('\n\n'),
      summary: call.summary,
    });
  }
}

/** An empty line separates the turns of a transcript, so none may be left inside a turn. */
function collapseBlankLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}
