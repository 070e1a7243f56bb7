import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import type { Language } from '../texts/languages';
import type { NoticeTexts } from '../texts/notices/notice-texts';
import { headerText } from './fast-path/mime-message';
import { safeName } from './greeting';
import type { RenderedInvite } from './invite-mail-renderer';
import { compileMail, wrapText } from './mail-templates';

/** Renders mails that tell admins about something that has stopped. */
@Injectable()
export class NoticeMailRenderer {
  private readonly template = compileMail('notice');
  private readonly url: string;
  private readonly host: string;

  constructor({ publicUrl }: Settings) {
    this.url = `${publicUrl}/console`;
    this.host = new URL(publicUrl).host;
  }

  /** @param name of the recipient; one that could carry a link is left out */
  render(texts: NoticeTexts, { name, language }: { name: string; language: Language }): RenderedInvite {
    const reason = texts.reason(this.host);
    const variables = { language, texts, url: this.url, greeting: texts.hello(safeName(name)), reason };
    return {
      subject: headerText(texts.subject),
      html: this.template.html(variables),
      text: this.template.text({
        ...variables,
        wrapped_lead: wrapText(texts.lead),
        wrapped_advice: wrapText(texts.advice),
        wrapped_reason: wrapText(reason),
      }),
    };
  }
}
