import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { ErasedContactsService } from '../contacts/erased/erased-contacts.service';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { InvalidRequestContent } from '../errors/domain-errors';
import { audited, runOrRollBack } from './dry-run';
import { ErasuresRepository, type PersonRows } from './erasures.repository';
import { PeopleService } from './people.service';
import { isNamedIn, type Person, wantedIn } from './person';
import type { ErasedPersonDto, ErasePersonDto } from './person.dto';
import { TextsRepository } from './texts.repository';

const ERASED = '[erased]';

/** Counts of the rows that are removed besides topics, links, mails and responses. */
type TraceCounts = Pick<
  ErasedPersonDto,
  'voice_reports' | 'webhook_messages' | 'stored_answers' | 'contacts' | 'opt_out_kept'
>;

/** Is told of people who were erased or anonymised. */
export interface ErasureListener {
  /** Called after the transaction, with the person as they were known. */
  onErased(person: Person): Promise<void>;
}

/** Erases people (`docs/contract.md`, Privacy). */
@Injectable()
export class ErasuresService {
  private readonly listeners: ErasureListener[] = [];

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly people: PeopleService,
    private readonly erasures: ErasuresRepository,
    private readonly texts: TextsRepository,
    private readonly erasedContacts: ErasedContactsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  addListener(listener: ErasureListener): void {
    this.listeners.push(listener);
  }

  /** Tells the listeners. Call it once the transaction is committed. */
  async announce(person: Person): Promise<void> {
    for (const listener of this.listeners) await listener.onErased(person);
  }

  /**
   * Erases everything that the project holds about a person, in one transaction. A mail that is being sent at this moment
   * is stopped, unless its text is on the way already.
   * @throws InvalidRequestContent neither a confirmation nor a dry run
   */
  async erase({ projectId }: Caller, body: ErasePersonDto): Promise<ErasedPersonDto> {
    const { identifier, confirm = false, dry_run: isDryRun = false } = body;
    if (!confirm && !isDryRun) {
      throw new InvalidRequestContent(
        'required',
        'Erasing cannot be undone. Send true to confirm it, or dry_run to see what would be erased.',
        'confirm',
      );
    }
    const { person, counts } = await runOrRollBack(this.transactions, isDryRun, (tx) =>
      this.eraseIn(tx, projectId, identifier),
    );
    if (!isDryRun) await this.announce(person);
    return audited({ ...counts, dry_run: isDryRun }, isDryRun);
  }

  private async eraseIn(
    tx: Transaction,
    projectId: string,
    identifier: string,
  ): Promise<{ person: Person; counts: Omit<ErasedPersonDto, 'dry_run'> }> {
    const person = await this.people.lock(tx, projectId, identifier);
    const rows = await this.erasures.find(tx, person);
    // Reports before the responses that they would go with, and mails before their links, so that both are counted.
    const traces = await this.eraseTraces(tx, person, rows);
    const counts = {
      topics: await this.erasures.removeFromTopics(tx, person),
      contexts: await this.erasures.deleteContexts(tx, person),
      mails: await this.erasures.deleteMails(tx, rows),
      links: await this.erasures.deleteLinks(tx, rows),
      responses: await this.erasures.deleteResponses(tx, rows),
      ...traces,
      texts: await this.replaceInTexts(tx, person, ERASED),
    };
    return { person, counts };
  }

  /**
   * Removes a person from what is stored besides topics, links, mails and responses: reports of calls, events, answers to
   * requests, and the contact.
   */
  async eraseTraces(tx: Transaction, person: Person, rows: PersonRows): Promise<TraceCounts> {
    const { projectId, mailbox } = person;
    const isOptedOut = rows.contact?.optedOut ?? false;
    if (isOptedOut && mailbox !== null) await this.erasedContacts.keep(tx, projectId, mailbox);
    return {
      voice_reports: await this.erasures.deleteVoiceReports(tx, person, rows),
      webhook_messages: await this.erasures.deleteWebhookMessages(tx, person, rows),
      stored_answers: await this.idempotency.forget(tx, projectId, (text) =>
        isNamedIn(text.toLowerCase(), person),
      ),
      contacts: await this.erasures.deleteContact(tx, rows),
      opt_out_kept: isOptedOut,
    };
  }

  /** Replaces address and full name of a person in texts about other things. Call it last, when only those are left. */
  async replaceInTexts(tx: Transaction, person: Person, replacement: string): Promise<number> {
    const wanted = wantedIn(person);
    return wanted === null ? 0 : this.texts.replace(tx, person.projectId, { ...wanted, replacement });
  }
}
