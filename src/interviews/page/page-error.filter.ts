import { Catch, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorResponse, ErrorFilter } from '../../http/error.filter';
import { PageRenderer } from './page-renderer';
import { sendPage } from './page-response';
import type { InterviewTexts } from '../texts/interview-texts';
import { textsOf } from '../texts/languages';
import { languageOf } from './visitor.decorator';

const PAGES = /^\/interview(?=[/?]|$)/;

/**
 * Renders errors of the interview routes as a page in the visitor's language, if the client accepts HTML. It is the
 * filter of all routes, because requests that a body parser refuses reach no controller.
 */
@Injectable()
@Catch()
export class PageErrorFilter extends ErrorFilter {
  constructor(private readonly pages: PageRenderer) {
    super();
  }

  protected override send(request: FastifyRequest, reply: FastifyReply, response: ErrorResponse) {
    const wantsPage = PAGES.test(request.url) && request.headers.accept?.includes('text/html');
    if (!wantsPage) return super.send(request, reply, response);
    const { status } = response;
    const language = languageOf(request);
    if (status === 404) {
      return sendPage(reply, { status, html: this.pages.render('not-found', language, { unsaved: '' }) });
    }
    const [heading, text] = textsFor(status, textsOf(language), Number(reply.getHeader('retry-after')));
    const form = request.method === 'POST' ? fieldsOf(request.body) : null;
    const typed = form?.find(({ name }) => name === 'text')?.value ?? '';
    const data = { heading, text, form: form?.filter(({ name }) => name !== 'text') ?? null, typed };
    sendPage(reply, { status, html: this.pages.render('error', language, data) });
  }
}

function textsFor(status: number, { errors, script }: InterviewTexts, waitSeconds: number): [string, string] {
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
