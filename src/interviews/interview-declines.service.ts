import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';
import type { LinkOwner } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import { addressOf } from './interview-flow';
import { InterviewsRepository } from './interviews.repository';

/**
 * Declines interviews from outside of the interview page, for the person of a personal link. Works also when the link is
 * disabled or rotated, or the topic closed: a person may always say no.
 */
@Injectable()
export class InterviewDeclinesService {
  constructor(
    private readonly links: LinkAccessService,
    private readonly interviews: InterviewsRepository,
  ) {}

  /** The person and topic of a personal link; null when the topic is deleted, or the link is of another kind. */
  async findOwner(linkId: string): Promise<LinkOwner | null> {
    const owner = await this.links.findOwner(linkId);
    return owner?.kind === 'personal' ? owner : null;
  }

  /** Lets no one delete the topic until the transaction ends. Call it before {@link decline} and {@link undo}. */
  async keepTopic(tx: Transaction, { topicId }: LinkOwner): Promise<void> {
    await this.interviews.keepTopic(tx, topicId);
  }

  /** Declines the person's interview. @returns false if there is nothing to decline: it is completed or declined */
  async decline(tx: Transaction, owner: LinkOwner): Promise<boolean> {
    const isDecided = (status: string) => status === 'completed' || status === 'declined';
    let interview = await this.interviews.find(owner, tx);
    if (!interview) {
      await this.interviews.insert(tx, { ...owner, ...addressOf(owner), respondentName: '' });
      interview = await this.interviews.find(owner, tx);
    }
    if (!interview || isDecided(interview.status)) return false;
    await this.interviews.decline(tx, interview.id);
    return true;
  }

  /** Lets the person go on where they were when they declined; changes nothing else. */
  async undo(tx: Transaction, owner: LinkOwner): Promise<void> {
    const interview = await this.interviews.find(owner, tx);
    if (interview?.status === 'declined') await this.interviews.reopen(tx, interview.id);
  }
}
