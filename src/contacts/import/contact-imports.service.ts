import { Injectable } from '@nestjs/common';
import { skipAudit } from '../../audit/skip-audit';
import type { Caller } from '../../auth/caller';
import { TransactionRunner } from '../../database/transaction-runner';
import type { CsvFile } from '../../http/csv-file';
import { TurnQueue } from '../../http/turn-queue';
import { readContactFile } from './contact-file';
import type { ContactImportDto } from './contact-import.dto';
import { ErasedContactsService } from '../erased/erased-contacts.service';
import { ContactImportsRepository } from './contact-imports.repository';
import { type ContactLines, lifts, LIFTS_OPT_OUT, NO_CONTACT_YET } from './contact-lines';

/** The database's part of the result. */
interface Stored {
  imported: number;
  optedOut: string[];
  missing: string[];
}

/** Imports contacts from files. */
@Injectable()
export class ContactImportsService {
  /** The rows of a file take far more memory than its bytes, so a process holds those of one file at a time. */
  private readonly turns = new TurnQueue();

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly imports: ContactImportsRepository,
    private readonly erased: ErasedContactsService,
  ) {}

  /**
   * Imports all usable lines of a file in one transaction. The file has been read to its end before that begins, so that
   * a broken one stores nothing, and no contact is locked while a slow client sends.
   * @throws InvalidRequestContent the file cannot be used as a whole
   */
  import({ projectId }: Caller, file: CsvFile): Promise<ContactImportDto> {
    return this.turns.run(() => this.importNow(projectId, file));
  }

  private async importNow(projectId: string, file: CsvFile): Promise<ContactImportDto> {
    const lines = await readContactFile(file);
    const stored = await this.store(projectId, lines);
    const late = [
      ...stored.optedOut.map((mailbox) => ({
        line: lines.wanted.get(mailbox)?.line ?? 0,
        violation: LIFTS_OPT_OUT,
      })),
      ...stored.missing.map((mailbox) => ({
        line: lines.cooling.get(mailbox) ?? 0,
        violation: NO_CONTACT_YET,
      })),
    ];
    const result = {
      imported_count: stored.imported,
      unchanged_count: lines.usable - stored.imported - late.length,
      error_count: lines.errorCount + late.length,
      errors: lines.errorsWith(late),
    };
    return stored.imported === 0 ? skipAudit(result) : result;
  }

  private async store(projectId: string, lines: ContactLines): Promise<Stored> {
    const contacts = [...lines.wanted.values()];
    return this.transactions.run(async (tx) => {
      await this.imports.lockProject(tx, projectId);
      const stored = await this.imports.upsert(tx, projectId, contacts);
      const restored = await this.erased.restore(
        tx,
        projectId,
        contacts.map(({ mailbox }) => mailbox),
      );
      const refused = contacts.filter((contact) => lifts(contact) && restored.includes(contact.mailbox));
      return {
        imported: stored - refused.length,
        optedOut: await this.imports.findOptedOut(
          tx,
          projectId,
          contacts.filter(lifts).map(({ mailbox }) => mailbox),
        ),
        missing: await this.imports.findMissing(tx, projectId, lines.coolingOnly()),
      };
    });
  }
}
