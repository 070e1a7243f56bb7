import { Injectable } from '@nestjs/common';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { InterviewDeclinesService } from '../interviews/interview-declines.service';
import type { LinkOwner } from '../sharing/active-link';
import { ContactChoicesRepository, type ContactRow, type StoredChoice } from './contact-choices.repository';
import type { UnsubscribeTarget } from './unsubscribe-tokens';

/** The reason that an opted-out contact gets from the person's own choice. */
const NEVER_REASON = 'Asked never to be written to again.';

/** A choice that a person makes. `until` is the start of a day in UTC. */
export type Wish = { choice: 'topic' } | { choice: 'later'; until: Date } | { choice: 'never' };

/** The rule that the person has set for mails, as far as the page shows it. */
export type ChoiceState =
  { step: 'open' } | { step: 'topic' } | { step: 'later'; until: Date } | { step: 'never' };

/** A contact's choices, seen from a mail that it got. */
export interface ChoicesView {
  state: ChoiceState;
  /** Whether the person can take back what `state` shows. */
  canUndo: boolean;
  /** Title of the mail's topic; null once it is deleted. */
  topic: string | null;
  /** Name of the topic's creator; empty when it is not known. */
  askedBy: string;
  /** The interview on the topic is completed, so it cannot be declined. */
  isCompleted: boolean;
}

/**
 * The choices of the people who get mails. Each is one transaction on the locked contact, so that a button that is pressed
 * twice at the same moment is recorded once.
 */
@Injectable()
export class ContactChoicesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly choices: ContactChoicesRepository,
    private readonly declines: InterviewDeclinesService,
  ) {}

  /** The choices that hold now; null when there is no such contact. Changes nothing. */
  async view(target: UnsubscribeTarget): Promise<ChoicesView | null> {
    const contact = await this.choices.find(target);
    if (!contact) return null;
    const { topic, askedBy, interview } = contact;
    const state = stateOf(contact);
    return {
      state,
      canUndo: canUndo(contact, state),
      topic,
      askedBy,
      isCompleted: interview === 'completed',
    };
  }

  /**
   * Records a choice. One that holds already is not recorded again, and who is opted out stays so: the smaller choices
   * would otherwise be a way back that nobody meant.
   * @returns false when there is no such contact
   */
  choose(target: UnsubscribeTarget, wish: Wish): Promise<boolean> {
    return this.change(target, async (tx, contact, owner) => {
      if (contact.status === 'opted_out') return;
      const until = wish.choice === 'later' ? wish.until : null;
      const record = () => this.choices.insert(tx, { target, choice: wish.choice, until, before: contact });
      switch (wish.choice) {
        case 'topic':
          if (owner && (await this.declines.decline(tx, owner))) await record();
          return;
        case 'later':
          if (contact.laterUntil?.getTime() === wish.until.getTime()) return;
          await record();
          return this.choices.change(tx, contact.id, { laterUntil: wish.until });
        case 'never':
          await record();
          return this.choices.change(tx, contact.id, {
            status: 'opted_out',
            reason: NEVER_REASON,
            laterUntil: null,
          });
      }
    });
  }

  /** Whether the owner of a mailbox gets no mails any more. */
  async isOptedOut(projectId: string, mailbox: string): Promise<boolean> {
    return this.choices.isOptedOut(projectId, mailbox);
  }

  /** Records that a person never wants to be written to again, also if they never were. */
  async neverWriteTo({ projectId, linkId }: LinkOwner, mailbox: string): Promise<void> {
    const contactId = await this.choices.ensureContact(projectId, mailbox);
    await this.choose({ contactId, shareId: linkId }, { choice: 'never' });
  }

  /**
   * Takes back what {@link view} shows: the contact is as it was before that choice. What others have decided since, such
   * as an admin or a bounce, stays.
   * @returns false when there is no such contact
   */
  undo(target: UnsubscribeTarget): Promise<boolean> {
    return this.change(target, async (tx, contact, owner) => {
      const state = stateOf(contact);
      if (!canUndo(contact, state)) return;
      const { latest } = contact;
      if (latest?.choice === state.step) {
        await this.choices.markUndone(tx, latest.id);
        const values = valuesBefore(latest);
        if (values) await this.choices.change(tx, contact.id, values);
      }
      if (state.step === 'topic' && owner) await this.declines.undo(tx, owner);
    });
  }

  /** Runs `work` on the locked contact. @returns false, without running it, when there is none */
  private async change(
    target: UnsubscribeTarget,
    work: (tx: Transaction, contact: ContactRow, owner: LinkOwner | null) => Promise<void>,
  ): Promise<boolean> {
    // Before the transaction, which would otherwise hold one connection while it waits for another.
    const owner = await this.declines.findOwner(target.shareId);
    return this.transactions.run(async (tx) => {
      await this.choices.lock(tx, target.contactId);
      if (owner) await this.declines.keepTopic(tx, owner);
      const contact = await this.choices.find(target, tx);
      if (!contact) return false;
      await work(tx, contact, owner);
      return true;
    });
  }
}

/** When the person both waits and has declined the topic, the later choice is shown. */
function stateOf({ status, laterUntil, isLater, interview, latest }: ContactRow): ChoiceState {
  if (status === 'opted_out') return { step: 'never' };
  const isDeclined = interview === 'declined';
  if (isLater && laterUntil !== null && !(isDeclined && latest?.choice === 'topic')) {
    return { step: 'later', until: laterUntil };
  }
  return isDeclined ? { step: 'topic' } : { step: 'open' };
}

/** A declined interview can always be taken up again; the other states only if the latest choice led to them. */
function canUndo({ reason, laterUntil, latest }: ContactRow, state: ChoiceState): boolean {
  switch (state.step) {
    case 'open':
      return false;
    case 'topic':
      return true;
    case 'later':
      return latest?.choice === 'later' && latest.until?.getTime() === laterUntil?.getTime();
    case 'never':
      return latest?.choice === 'never' && reason === NEVER_REASON;
  }
}

/** The values to set back; null for none. A choice leaves the others alone, so undoing it does too. */
function valuesBefore({ choice, previousStatus, previousReason, previousLaterUntil }: StoredChoice) {
  switch (choice) {
    case 'topic':
      return null;
    case 'later':
      return { laterUntil: previousLaterUntil };
    case 'never':
      return { status: previousStatus, reason: previousReason, laterUntil: previousLaterUntil };
  }
}
