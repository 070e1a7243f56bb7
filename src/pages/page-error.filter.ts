import { Catch, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { type ErrorResponse, ErrorFilter } from '../http/error.filter';
import { interviewTextsOf } from '../texts/interview/by-language';
import type { Language } from '../texts/languages';
import { optOutTextsOf } from '../texts/opt-out/by-language';
import { signInTextsOf } from '../texts/sign-in/by-language';
import { sendPage } from './page-response';
import { type LayoutData, PageTemplates, type PageTexts } from './page-templates';
import { languageOf } from './visitor-language';

/** Addresses of public pages, and the texts of their errors. */
const SECTIONS: { path: RegExp; textsOf: (language: Language) => PageTexts; layout?: Partial<LayoutData> }[] =
  [
    { path: /^\/interview(?=[/?]|$)/, textsOf: interviewTextsOf },
    { path: /^\/unsubscribe(?=[/?]|$)/, textsOf: optOutTextsOf },
    {
      path: /^\/sign-in(?=[/?]|$)/,
      textsOf: signInTextsOf,
      // The form that such a page sends again is refused if it does not say where it comes from.
      layout: { referrer: 'same-origin' },
    },
  ];

/**
 * Renders errors of public pages as a page in the visitor's language, if the client accepts HTML. It is the filter of all
 * routes, because requests that a body parser refuses reach no controller.
 */
@Injectable()
@Catch()
export class PageErrorFilter extends ErrorFilter {
  private readonly templates = new PageTemplates(join(__dirname, 'views'), []);

  protected override send(request: FastifyRequest, reply: FastifyReply, response: ErrorResponse) {
    const section = SECTIONS.find(({ path }) => path.test(request.url));
    if (!section || !request.headers.accept?.includes('text/html')) {
      return super.send(request, reply, response);
    }
    const { status } = response;
    const language = languageOf(request);
    const texts = section.textsOf(language);
    if (status === 404) {
      const html = this.templates.render('not-found', language, texts, { ...section.layout, unsaved: '' });
      return sendPage(reply, { status, html });
    }
    const [heading, text] = textsFor(status, language, Number(reply.getHeader('retry-after')));
    const form = request.method === 'POST' ? fieldsOf(request.body) : null;
    const typed = form?.find(({ name }) => name === 'text')?.value ?? '';
    const data = {
      ...section.layout,
      heading,
      text,
      form: form?.filter(({ name }) => name !== 'text') ?? null,
      typed,
    };
    sendPage(reply, { status, html: this.templates.render('error', language, texts, data) });
  }
}

function textsFor(status: number, language: Language, waitSeconds: number): [string, string] {
  const { errors, script } = interviewTextsOf(language);
  if (status === 413) return [errors.badRequest, script.tooLong];
  if (status === 429) return [errors.throttled, errors.throttledText(waitSeconds)];
  if (status === 503) return [errors.unavailable, errors.unavailableText];
  if (status < 500) return [errors.badRequest, errors.badRequestText];
  return [errors.broken, errors.brokenText];
}

/** The fields that were sent, so that the page can send them again. */
function fieldsOf(body: unknown): { name: string; value: string }[] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
}
