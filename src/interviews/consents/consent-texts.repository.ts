import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import type { ConsentNotice } from './consent-notice';
import { ConsentText } from './consent-text.entity';

/** Keeps the notices that people have consented to. */
@Injectable()
export class ConsentTextsRepository {
  constructor(@InjectRepository(ConsentText) private readonly texts: Repository<ConsentText>) {}

  /** Keeps a notice, once. */
  async keep(tx: Transaction, projectId: string, notice: ConsentNotice): Promise<void> {
    const { version, language, text, controllerName, controllerContact, privacyUrl } = notice;
    await tx
      .createQueryBuilder()
      .insert()
      .into(ConsentText)
      .values({ projectId, version, language, text, controllerName, controllerContact, privacyUrl })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** One page, newest first, and the number of all. */
  async findPage(
    projectId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: ConsentText[]; count: number }> {
    const [rows, count] = await this.texts.findAndCount({
      where: { projectId },
      order: { createdAt: 'DESC', version: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { rows, count };
  }
}
