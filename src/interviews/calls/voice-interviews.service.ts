import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction-runner';
import type { LinkOwner } from '../../sharing/active-link';
import { parseMailbox } from '../../identifiers/identifier';
import { VoiceInterviewsRepository } from './voice-interviews.repository';

const SPEAKERS = { interviewer: 'Interviewer', interviewee: 'Interviewee' };

/** A call that is over. */
export interface EndedCall {
  callId: string;
  /** Of the person; on a shared link `shared:` and a hash of the browser's key. */
  identifier: string;
  respondentName: string;
  /** As PostgreSQL writes it, to the microsecond. */
  receivedAt: string;
  turns: { speaker: keyof typeof SPEAKERS; text: string }[];
  summary: string;
}

/** Interviews that were calls. They stand beside what the same person wrote. */
@Injectable()
export class VoiceInterviewsService {
  constructor(private readonly calls: VoiceInterviewsRepository) {}

  /** Stores the interview that was held with somebody's link. @returns its id */
  async record(tx: Transaction, holder: LinkOwner, call: EndedCall): Promise<string> {
    const { kind, topicId, projectId, topicCreatorId } = holder;
    const mailbox = kind === 'personal' ? parseMailbox(call.identifier) : null;
    return this.calls.insert(tx, {
      callId: call.callId,
      projectId,
      topicId,
      topicCreatorId,
      kind,
      identifier: call.identifier,
      emails: mailbox ? [mailbox.address] : [],
      respondentName: call.respondentName,
      receivedAt: call.receivedAt,
      isCompleted: call.turns.some(({ speaker }) => speaker === 'interviewee'),
      transcript: call.turns
        .map(({ speaker, text }) => `${SPEAKERS[speaker]}: ${collapseBlankLines(text)}`)
        .join('\n\n'),
      summary: call.summary,
    });
  }
}

/** An empty line separates the turns of a transcript, so none may be left inside of one. */
function collapseBlankLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}
