import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorFilter, type ErrorResponse } from '../../http/error.filter';
import { MailboxViews } from './mailbox-views';

/** Answers errors of the mailbox with a page instead of JSON. */
@Catch()
export class MailboxErrorFilter extends ErrorFilter {
  constructor(private readonly views: MailboxViews) {
    super();
  }

  protected override send(
    _request: FastifyRequest,
    reply: FastifyReply,
    { status, body }: ErrorResponse,
  ): void {
    const html = this.views.render('problem', { text: body.detail });
    void reply.status(status).type('text/html; charset=utf-8').send(html);
  }
}
