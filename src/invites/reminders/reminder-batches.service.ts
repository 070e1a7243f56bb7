import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { ContactDecisionsService } from '../../contacts/contact-decisions.service';
import { type Transaction, TransactionRunner } from '../../database/transaction-runner';
import type { TargetRow } from '../../sharing/link.dto';
import { LinksService } from '../../sharing/links.service';
import { TopicsService } from '../../topics/topics.service';
import { type DryRun, warningsOf } from '../sending/dry-run';
import { sendTime } from '../sending/send-time';
import type { SelectedRecipient } from '../sending/recipient-selection';
import type { RemindDto } from './remind.dto';
import { applyReminderRules, selectInvitedFirst } from './reminder-selection';
import type { InvitedPerson } from './reminders.read-model';
import { RemindersReadModel } from './reminders.read-model';
import { RemindersRepository } from './reminders.repository';

/** Reminders that are stored but not yet mailed. */
export interface WrittenReminders {
  /** Null when there is nobody to remind, so that nothing was stored. */
  batchId: string | null;
  /** The targeted or named people, in target order. */
  recipients: SelectedRecipient<TargetRow>[];
  /** Ids of the links that got a reminder. */
  queued: Set<string>;
}

/** The targeted or named people, and what is known of those who were invited. */
interface Selection {
  targets: TargetRow[];
  recipients: SelectedRecipient<TargetRow>[];
  invited: Map<string, InvitedPerson>;
}

/** Selects the people to remind, and stores batch and mails in one transaction. */
@Injectable()
export class ReminderBatchesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly topics: TopicsService,
    private readonly links: LinksService,
    private readonly decisions: ContactDecisionsService,
    private readonly readModel: RemindersReadModel,
    private readonly reminders: RemindersRepository,
  ) {}

  /** Stores a batch, and a reminder for each person to remind. Stores nothing when it throws. @throws NotFound */
  async write(caller: Caller, topicId: string, body: RemindDto): Promise<WrittenReminders> {
    return this.transactions.run(async (tx) => {
      await this.topics.lock(tx, caller, topicId);
      await this.decisions.lockRules(tx, topicId);
      const { recipients, invited } = await this.select(topicId, body, tx);
      const wanted = recipients.flatMap(({ person, address, mailbox, reason }) => {
        if (reason !== '' || address === null || person.linkId === null) return [];
        const sequence = (invited.get(person.identifier)?.reached ?? 0) + 1;
        return [{ linkId: person.linkId, sequence, address, mailbox }];
      });
      if (wanted.length === 0) return { batchId: null, recipients, queued: new Set() };
      const batchId = await this.reminders.insertBatch(tx, {
        topicId,
        kind: 'reminder',
        createdById: caller.userId,
        subject: body.subject ?? '',
        message: body.message ?? '',
        overrideContactRules: body.override_contact_rules ?? false,
        overrideReason: body.override_reason ?? '',
        sendAt: sendTime(body),
      });
      const queued = await this.reminders.insertReminders(tx, batchId, wanted);
      if (queued.size > 0) return { batchId, recipients, queued };
      await this.reminders.deleteBatch(tx, batchId);
      return { batchId: null, recipients, queued };
    });
  }

  /** Returns the results that {@link write} would lead to now. Stores nothing. */
  async preview(topicId: string, body: RemindDto): Promise<DryRun> {
    const { targets, recipients } = await this.select(topicId, body);
    const untargetedContexts = await this.links.countUntargetedContexts(topicId);
    return { recipients, warnings: warningsOf(targets, untargetedContexts) };
  }

  /** Decides about each person: the same for a call and its dry run. */
  private async select(topicId: string, body: RemindDto, tx?: Transaction): Promise<Selection> {
    const targets = await this.links.targets(topicId, tx);
    const people = await this.readModel.findInvited(topicId, tx);
    const invited = new Map(people.map((person) => [person.identifier, person]));
    const named = body.identifiers && new Set(body.identifiers);
    const selected = selectInvitedFirst(targets, invited).filter(
      ({ person }) => named?.has(person.identifier) ?? true,
    );
    const mailboxes = selected.filter(({ reason }) => reason === '').map(({ mailbox }) => mailbox);
    const overridden = body.override_contact_rules ?? false;
    const refusals = await this.decisions.refusals({ topicId, kind: 'reminder', mailboxes, overridden }, tx);
    return { targets, recipients: applyReminderRules(selected, refusals, invited), invited };
  }
}
