import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorAnswer, ErrorFilter } from '../http/error.filter';
import { InterviewPages } from './interview-pages';
import { sendPage } from './page-answer';
import { textsOf } from './texts/languages';
import { languageOf } from './visitor';

/** Errors as a page in the visitor's language, for whoever asks for pages. */
@Catch()
export class PageErrorFilter extends ErrorFilter {
  constructor(private readonly pages: InterviewPages) {
    super();
  }

  protected override send(request: FastifyRequest, reply: FastifyReply, answer: ErrorAnswer) {
    if (!request.headers.accept?.includes('text/html')) return super.send(request, reply, answer);
    const { status } = answer;
    const language = languageOf(request);
    const { errors } = textsOf(language);
    const [heading, text] =
      status === 429
        ? [errors.throttled, errors.throttledText(Number(reply.getHeader('retry-after')))]
        : status < 500
          ? [errors.badRequest, errors.badRequestText]
          : status === 503
            ? [errors.unavailable, errors.unavailableText]
            : [errors.broken, errors.brokenText];
    const form = request.method === 'POST' ? fieldsOf(request.body) : null;
    const typed = form?.find(({ name }) => name === 'text')?.value ?? '';
    const data = { heading, text, form: form?.filter(({ name }) => name !== 'text') ?? null, typed };
    sendPage(reply, { status, html: this.pages.render('error', language, data) });
  }
}

/** What was sent, so that the page can send it once more. */
function fieldsOf(body: unknown): { name: string; value: string }[] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
}
