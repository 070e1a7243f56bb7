import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type { Visitor } from '../interviews/interview-state';
import type { PageResponse } from '../pages/page-response';
import { PageTemplates } from '../pages/page-templates';
import { switchLanguage } from '../pages/visitor-language';
import { myDataTextsOf } from '../texts/my-data/by-language';
import { MyDataService, type OwnData } from './my-data.service';
import { toJsonFile, toReceipt, toTextFile } from './own-data-file';

/** Files of the page. */
export type DataFile = 'text' | 'json' | 'receipt';

/** The page about an interviewee's own data. */
@Injectable()
export class MyDataPageService {
  private readonly templates = new PageTemplates<{ data: OwnData }>(join(__dirname, 'views'), ['data']);

  constructor(private readonly data: MyDataService) {}

  /** The page. Changes nothing, because mail scanners open links. */
  async open(visitor: Visitor, query: { language?: unknown }): Promise<PageResponse> {
    const switched = switchLanguage(pathOf(visitor), query);
    if (switched) return switched;
    const data = await this.data.find(visitor);
    if (!data) return this.notFound(visitor);
    const { language } = visitor;
    return { status: 200, html: this.templates.render('data', language, myDataTextsOf(language), data) };
  }

  /** One of the files. There is a receipt only for a withdrawal. */
  async download(visitor: Visitor, file: DataFile): Promise<PageResponse> {
    const data = await this.data.find(visitor);
    if (!data || (file === 'receipt' && !data.withdrawal)) return this.notFound(visitor);
    const { language } = visitor;
    switch (file) {
      case 'text':
        return { download: toTextFile(data, language), fileName: 'interview.txt', type: 'text/plain' };
      case 'json':
        return { download: toJsonFile(data), fileName: 'interview.json', type: 'application/json' };
      case 'receipt':
        return { download: toReceipt(data, language), fileName: 'receipt.txt', type: 'text/plain' };
    }
  }

  /** Carries out the pressed button and leads back to the page. */
  async submit(visitor: Visitor, act: unknown): Promise<PageResponse> {
    const isKnown = await this.act(visitor, act);
    return isKnown ? { location: pathOf(visitor) } : this.notFound(visitor);
  }

  private async act(visitor: Visitor, act: unknown): Promise<boolean> {
    switch (act) {
      case 'withdraw':
        return this.data.withdraw(visitor);
      case 'undo':
        return this.data.undo(visitor);
      case 'never':
        return this.data.neverWrite(visitor);
      default:
        return true;
    }
  }

  private notFound({ language }: Visitor): PageResponse {
    return {
      status: 404,
      html: this.templates.render('not-found', language, myDataTextsOf(language), { unsaved: '' }),
    };
  }
}

function pathOf({ accessToken }: Visitor): string {
  return `/interview/${encodeURIComponent(accessToken)}/data`;
}
