import 'reflect-metadata';
import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source-options';
import { migrate } from '../database/migrate';
import { MailReportRow } from '../mail-reports/mail-report.entity';
import { MailReportsRepository } from '../mail-reports/mail-reports.repository';
import { runCommand, withDatabase } from './run-command';

/** Prints the reports that matched no mail, one line of JSON each, newest first. */
runCommand(async () => {
  new Command('mail:reports')
    .description(
      'Lists reports on mails that matched none of ours, one line of JSON each, newest first. Kept for 90 days.',
    )
    .parse();
  await withDatabase(async (url) => {
    await migrate(url);
    const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
    try {
      const reports = new MailReportsRepository(dataSource.getRepository(MailReportRow));
      for (const report of await reports.findUnmatched(MAX_LINES)) {
        const { receivedAt, source, kind, code, occurredAt, messageId } = report;
        const line = {
          received_at: receivedAt,
          source,
          kind,
          code,
          occurred_at: occurredAt,
          message_id: messageId,
        };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    } finally {
      await dataSource.destroy();
    }
  });
});

const MAX_LINES = 10_000;
