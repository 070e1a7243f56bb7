import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { type ConsentTextVersionDto, toConsentTextVersionDto } from './consent-text.dto';
import { ConsentTextsRepository } from './consent-texts.repository';

/** Shows the notices that people have consented to. */
@Injectable()
export class ConsentTextsService {
  constructor(private readonly texts: ConsentTextsRepository) {}

  /** One page of the project's notices, newest first. */
  async list({ projectId }: Caller, query: PageQuery): Promise<PageResult<ConsentTextVersionDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const { rows, count } = await this.texts.findPage(projectId, { limit, offset });
    return new PageResult(rows.map(toConsentTextVersionDto), { count, limit, offset });
  }
}
