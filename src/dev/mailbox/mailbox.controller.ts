import { Controller, Get, Header, Param, Post, Query, Redirect, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../auth/access.decorators';
import { Throttle } from '../../throttle/throttle.decorators';
import { MailboxErrorFilter } from './mailbox-error.filter';
import { MailboxGuard } from './mailbox.guard';
import { type ListedMessage, MAILBOX_PATH, type MailboxQuery, MailboxService } from './mailbox.service';

const HTML = 'text/html; charset=utf-8';
// A mail may use its own styles and open links in a new tab. It can run no script, send no form and load nothing.
const MAIL_CSP =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
const SOURCE_CSP = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * Shows in the browser which mails the development mail server received. The headers of the HTTP server apply unless
 * a route overrides them.
 */
@ApiExcludeController()
@Public()
@Throttle('none')
@UseGuards(MailboxGuard)
@UseFilters(MailboxErrorFilter)
@Controller(MAILBOX_PATH)
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get()
  @Header('content-type', HTML)
  // With `no-referrer`, browsers would send the form below with `Origin: null`, as a page of another site does.
  @Header('referrer-policy', 'same-origin')
  inbox(@Query() query: MailboxQuery): Promise<string> {
    return this.mailbox.inbox(query);
  }

  @Get('messages')
  list(@Query() query: MailboxQuery): Promise<ListedMessage[]> {
    return this.mailbox.list(query);
  }

  @Post('clear')
  @Redirect(MAILBOX_PATH, 303)
  clear(): Promise<void> {
    return this.mailbox.clear();
  }

  @Get(':id')
  @Header('content-type', HTML)
  message(@Param('id') id: string): Promise<string> {
    return this.mailbox.message(id);
  }

  @Get(':id/html')
  @Header('content-type', HTML)
  @Header('content-security-policy', MAIL_CSP)
  html(@Param('id') id: string): Promise<string> {
    return this.mailbox.html(id);
  }

  @Get(':id/source')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('content-security-policy', SOURCE_CSP)
  source(@Param('id') id: string): Promise<Buffer> {
    return this.mailbox.source(id);
  }
}
