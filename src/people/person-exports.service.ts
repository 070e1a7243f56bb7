import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { Caller } from '../auth/caller';
import { ErasedContactsService } from '../contacts/erased/erased-contacts.service';
import { TransactionRunner } from '../database/transaction-runner';
import type { FileDownload } from '../http/file-download';
import { ErasuresRepository, type PersonRows } from './erasures.repository';
import { PeopleService } from './people.service';
import type { Person } from './person';
import type { PersonDto } from './person.dto';
import { type ExportedRow, PersonExportsReadModel } from './person-exports.read-model';

/** Responses per statement: they have whole transcripts. */
const RESPONSES_AT_ONCE = 20;

/** Exports everything that a project holds about a person (GDPR, articles 15 and 20). */
@Injectable()
export class PersonExportsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly people: PeopleService,
    private readonly rows: ErasuresRepository,
    private readonly readModel: PersonExportsReadModel,
    private readonly erased: ErasedContactsService,
  ) {}

  /** A JSON file. Responses are read while it is sent, so that memory does not grow with them. */
  async export({ projectId }: Caller, { identifier }: PersonDto): Promise<FileDownload> {
    const person = await this.people.find(projectId, identifier);
    const rows = await this.transactions.run((tx) => this.rows.find(tx, person));
    return {
      fileName: 'person.json',
      type: 'application/json; charset=utf-8',
      content: Readable.from(this.write(identifier, person, rows)),
    };
  }

  private async *write(identifier: string, person: Person, rows: PersonRows): AsyncGenerator<string> {
    const { projectId, mailbox } = person;
    const optOutKept = mailbox !== null && (await this.erased.isOptedOut(projectId, mailbox));
    yield `{\n"identifier": ${JSON.stringify(identifier)},\n"exported_at": ${JSON.stringify(new Date())},\n`;
    yield `"identifiers": ${JSON.stringify(person.identifiers)},\n"erased_opt_out": ${optOutKept},\n`;
    yield member('contact', await this.readModel.findContact(person));
    yield member('topics', await this.readModel.findTopics(person));
    yield member('contexts', await this.readModel.findContexts(person));
    yield member('links', await this.readModel.findLinks(person));
    yield member('mails', await this.readModel.findMails(person, rows));
    yield member('webhook_messages', await this.readModel.findWebhookMessages(person, rows));
    yield '"responses": [';
    let isFirst = true;
    for await (const response of this.responses(rows.responses)) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(response)}`;
      isFirst = false;
    }
    yield ']\n}\n';
  }

  private async *responses(ids: string[]): AsyncGenerator<ExportedRow> {
    for (let start = 0; start < ids.length; start += RESPONSES_AT_ONCE) {
      yield* await this.readModel.findResponses(ids.slice(start, start + RESPONSES_AT_ONCE));
    }
  }
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)},\n`;
}
