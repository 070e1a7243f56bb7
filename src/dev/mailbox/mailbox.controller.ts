import { Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { Throttle } from '../../throttle/throttle.decorators';
import type { MailboxPage } from './mailbox-page';
import { MailboxService } from './mailbox.service';
import type { ListedMessage } from './mailbox.service';

/** Shows in the browser what the development mail server received. */
@ApiExcludeController()
@Public()
@Throttle('none')
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get()
  async inbox(@Query() query: Record<string, unknown>, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.mailbox.inbox(query));
  }

  @Get('messages')
  list(@Query() query: Record<string, unknown>): Promise<ListedMessage[]> {
    return this.mailbox.list(query);
  }

  @Post('clear')
  async clear(
    @Headers('sec-fetch-site') fetchSite: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return send(reply, await this.mailbox.clear(fetchSite));
  }

  @Get(':id')
  async message(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.mailbox.message(id));
  }

  @Get(':id/html')
  async html(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.mailbox.html(id));
  }

  @Get(':id/source')
  async source(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return send(reply, await this.mailbox.source(id));
  }
}

function send(reply: FastifyReply, page: MailboxPage): string | Buffer {
  void reply.status(page.status).headers(page.headers);
  return page.body;
}
