import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { PageTemplates, type SharedPageData } from '../../pages/page-templates';
import { interviewTextsOf } from '../../texts/interview/by-language';
import type { Language } from '../../texts/languages';
import type { PageData } from './page-views';

type Data = PageData & SharedPageData;

/** Renders the pages of an interview. */
@Injectable()
export class PageRenderer {
  private readonly templates = new PageTemplates<PageData>(join(__dirname, 'views'), [
    'welcome',
    'consent',
    'question',
    'conflict',
    'review',
    'completed',
    'declined',
    'later',
    'ended',
    'preview',
  ]);

  render<Name extends keyof Data>(name: Name, language: Language, data: Data[Name]): string {
    return this.templates.render(name, language, interviewTextsOf(language), data);
  }
}
