import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { TransactionRunner } from '../database/transaction-runner';
import { MailIds } from '../mail/mail-ids';
import { Metrics } from '../metrics/metrics';
import { type MailReport, type ReportSource, toCode } from './mail-report';
import { MailReportsRepository, type NewMailReport } from './mail-reports.repository';

/** Longer Message-IDs than RFC 5322 allows in a line are cut, since they are only shown. */
const MAX_MESSAGE_ID_LENGTH = 998;

/** Finds the mail of each report and records what follows: for the ledger, the contact, and webhooks. */
@Injectable()
export class MailReportsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly reports: MailReportsRepository,
    private readonly ids: MailIds,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Records reports, all or none. A report that is known already changes nothing, and one that matches no mail is only
   * kept. Takes the same number of statements for one and for many.
   * @throws QueryFailedError the database is away; the sender has to report again
   */
  async record(source: ReportSource, given: MailReport[]): Promise<void> {
    if (given.length === 0) return;
    const rows = given.map((report) => this.toRow(source, report));
    const claimed = rows.flatMap(({ deliveryId }) => (deliveryId === null ? [] : [deliveryId]));
    const recorded = await this.transactions.run(async (tx) => {
      await this.reports.lockContacts(tx, claimed);
      const inserted = await this.reports.insert(tx, rows);
      const changed = await this.reports.markDeliveries(
        tx,
        inserted.map(({ id }) => id),
      );
      await this.reports.markContacts(tx, changed);
      return inserted;
    });
    for (const { kind, isMatched } of recorded) this.metrics.countMailReport(source, kind, isMatched);
  }

  private toRow(source: ReportSource, report: MailReport): NewMailReport {
    const { kind, code, occurredAt, key, messageIds, returnPaths } = report;
    return {
      source,
      kind,
      code: toCode(code),
      occurredAt: occurredAt ?? new Date(),
      key: createHash('sha256').update(key).digest('hex'),
      deliveryId: this.mailOf(report),
      // A return path is an address; nothing but a Message-ID is shown.
      messageId: returnPaths.length > 0 && messageIds.length === 0 ? '' : shown(messageIds[0] ?? ''),
    };
  }

  /** The signed return path says more than a Message-ID, which a server may have taken from another mail. */
  private mailOf({ messageIds, returnPaths }: MailReport): string | null {
    for (const address of returnPaths) {
      const id = this.ids.readReturnPath(address);
      if (id !== null) return id;
    }
    for (const messageId of messageIds) {
      const id = this.ids.readMessageId(messageId);
      if (id !== null) return id;
    }
    return null;
  }
}

function shown(messageId: string): string {
  return messageId.replaceAll('\0', '').toWellFormed().slice(0, MAX_MESSAGE_ID_LENGTH);
}
