import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { auditReason } from '../audit/audit-reason';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { containsPattern } from '../database/sql-expressions';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { Conflict, InvalidRequestContent, NotFound, PermissionDenied } from '../errors/domain-errors';
import { toCsv } from '../http/csv';
import { canonicalMailbox, looksLikeAddress } from '../identifiers/identifier';
import { DEFAULT_PAGE_SIZE } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import {
  type ContactDto,
  type ContactListQuery,
  contactMailbox,
  NO_ADDRESS,
  type SetContactDto,
  toContactDto,
  type UpdateContactDto,
} from './contact.dto';
import type { Contact } from './contact.entity';
import { ErasedContactsService } from './erased/erased-contacts.service';
import { ContactsReadModel } from './contacts.read-model';
import { type ContactKey, ContactsRepository } from './contacts.repository';

/** Rows that the export reads per statement. */
const CSV_ROWS_AT_ONCE = 1000;

/** The effect of a request on a contact. */
interface Outcome {
  id: string;
  isChanged: boolean;
  /** The reason for which an opt-out was lifted; null if none was. */
  lifted: string | null;
}

/** Lists contacts, and sets their status by hand. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly readModel: ContactsReadModel,
    private readonly contacts: ContactsRepository,
    private readonly erased: ErasedContactsService,
  ) {}

  async list({ projectId }: Caller, query: ContactListQuery): Promise<PageResult<ContactDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, search = '' } = query;
    const filter = { status, patterns: searchPatterns(search) };
    const { rows, count } = await this.readModel.findPage(projectId, filter, { limit, offset });
    return new PageResult(rows.map(toContactDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async get({ projectId }: Caller, id: string): Promise<ContactDto> {
    const row = await this.readModel.findById(projectId, id);
    if (!row) throw noSuchContact();
    return toContactDto(row);
  }

  /** All contacts of the project by address, read at the speed of the client. */
  csv({ projectId }: Caller): { fileName: string; csv: Readable } {
    return { fileName: 'contacts.csv', csv: toCsv(this.all(projectId), CSV_COLUMNS) };
  }

  /**
   * Adds a contact, or sets status and reason of the one with this mailbox.
   * @throws PermissionDenied, InvalidRequestContent, Conflict as {@link assertMayLift}
   */
  async set(caller: Caller, body: SetContactDto): Promise<ContactDto> {
    const { projectId } = caller;
    const mailbox = contactMailbox(body.email);
    if (mailbox === null) throw new InvalidRequestContent('invalid_input', NO_ADDRESS, 'email');
    const wasOptedOut =
      (await this.contacts.isOptedOut({ projectId, mailbox })) ||
      (await this.erased.isOptedOut(projectId, mailbox));
    const outcome = await this.transactions.run(async (tx) => {
      const { status, reason = '' } = body;
      const isNew = await this.contacts.insertOrLock(tx, { projectId, mailbox, status, reason });
      if (isNew) await this.erased.restore(tx, projectId, [mailbox]);
      const change = await this.change(tx, { projectId, mailbox }, body, { caller, wasOptedOut });
      return { ...change, isChanged: isNew || change.isChanged };
    });
    return this.show(caller, outcome);
  }

  /**
   * Changes status, reason or both of a contact.
   * @throws NotFound
   * @throws PermissionDenied, InvalidRequestContent, Conflict as {@link assertMayLift}
   */
  async update(caller: Caller, id: string, body: UpdateContactDto): Promise<ContactDto> {
    const key = { projectId: caller.projectId, id };
    const wasOptedOut = await this.contacts.isOptedOut(key);
    const outcome = await this.transactions.run((tx) => this.change(tx, key, body, { caller, wasOptedOut }));
    return this.show(caller, outcome);
  }

  /** Decides while the contact is locked, so that what a person chooses at the same moment is not overwritten. */
  private async change(
    tx: Transaction,
    key: ContactKey,
    wanted: UpdateContactDto,
    by: { caller: Caller; wasOptedOut: boolean },
  ): Promise<Outcome> {
    const contact = await this.contacts.lock(tx, key);
    if (!contact) throw noSuchContact();
    const { id } = contact;
    const status = wanted.status ?? contact.status;
    const reason = wanted.reason ?? (status === contact.status ? contact.reason : '');
    const lifts = contact.status === 'opted_out' && status !== 'opted_out';
    if (lifts) assertMayLift(by, wanted.reason ?? '');
    const isChanged = status !== contact.status || reason !== contact.reason;
    if (isChanged) await this.contacts.update(tx, id, { status, reason });
    return { id, isChanged, lifted: lifts ? reason : null };
  }

  private async show(caller: Caller, { id, isChanged, lifted }: Outcome): Promise<ContactDto> {
    const shown = await this.get(caller, id);
    if (!isChanged) return skipAudit(shown);
    return lifted === null ? shown : auditReason(shown, lifted);
  }

  private async *all(projectId: string): AsyncGenerator<ContactDto> {
    let last: Contact['mailbox'] | undefined = '';
    while (last !== undefined) {
      const rows = await this.readModel.findAfter(projectId, last, CSV_ROWS_AT_ONCE);
      for (const row of rows) yield toContactDto(row);
      last = rows.length === CSV_ROWS_AT_ONCE ? rows.at(-1)?.mailbox : undefined;
    }
  }
}

/**
 * Lifting an opt-out takes an admin, a reason, and an opt-out that the admin can have known of: one that is made while
 * the request runs stays.
 * @throws PermissionDenied, InvalidRequestContent, Conflict
 */
function assertMayLift(
  { caller, wasOptedOut }: { caller: Caller; wasOptedOut: boolean },
  reason: string,
): void {
  if (!caller.isAdmin) {
    throw new PermissionDenied(
      "This person has opted out. To lift that, the API key is missing the required scope '*'.",
    );
  }
  if (reason === '') {
    throw new InvalidRequestContent('required', 'To lift an opt-out takes a reason.', 'reason');
  }
  if (!wasOptedOut)
    throw new Conflict('opted_out', 'This person has opted out just now. Read the contact again.');
}

function noSuchContact(): NotFound {
  return new NotFound('No contact with this id in this project.');
}

/** One LIKE pattern for each word of a search, in the notation of stored mailboxes. */
export function searchPatterns(search: string): string[] {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  return [...new Set(words.map(asStored))].map(containsPattern);
}

/** A domain in other scripts is stored in ASCII, which only a whole one can be converted to. */
function asStored(word: string): string {
  return looksLikeAddress(word) && /[^\0-\x7f]/u.test(word)
    ? canonicalMailbox(word)
    : word.normalize('NFC').toLowerCase();
}

const CSV_COLUMNS: (keyof ContactDto)[] = [
  'email',
  'status',
  'reason',
  'free_at',
  'last_invited_at',
  'last_participated_at',
  'created_at',
  'updated_at',
  'id',
];
