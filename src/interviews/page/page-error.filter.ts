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
 * Errors below the interview's address as a page in the visitor's language, for whoever asks for pages. It stands for
 * all routes, because what the parsers refuse never gets as far as a controller.
 */
@Injectable()
@Catch()
export class PageErrorFilter extends ErrorFilter {
  constructor(private readonly pages: PageRenderer) {
    super();
  }

  protected override send(request: FastifyRequest, reply: FastifyReply, answer: ErrorResponse) {
    const wantsPage = PAGES.test(request.url) && request.headers.accept?.includes('text/html');
    if (!wantsPage) return super.send(request, reply, answer);
    const { status } = answer;
    const language = languageOf(request);
    if (status === 404) {
      return sendPage(reply, { status, html: this.pages.render('not-found', language, { unsaved: '' }) });
    }
    const [heading, text] = wordsFor(status, textsOf(language), Number(reply.getHeader('retry-after')));
    const form = request.method === 'POST' ? fieldsOf(request.body) : null;
    const typed = form?.find(({ name }) => name === 'text')?.value ?? '';
    const data = { heading, text, form: form?.filter(({ name }) => name !== 'text') ?? null, typed };
    sendPage(reply, { status, html: this.pages.render('error', language, data) });
  }
}

function wordsFor(status: number, { errors, script }: InterviewTexts, waitSeconds: number): [string, string] {
  if (status === 413) return [errors.badRequest, script.tooLong];
  if (status === 429) return [errors.throttled, errors.throttledText(waitSeconds)];
  if (status === 503) return [errors.unavailable, errors.unavailableText];
  if (status < 500) return [errors.badRequest, errors.badRequestText];
  return [errors.broken, errors.brokenText];
}

/** What was sent, so that the page can send it once more. */
function fieldsOf(body: unknown): { name: string; value: string }[] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
}
