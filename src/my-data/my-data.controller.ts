import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators';
import type { Visitor } from '../interviews/interview-state';
import { CurrentVisitor } from '../interviews/page/visitor.decorator';
import { sendPage } from '../pages/page-response';
import { Throttle } from '../throttle/throttle.decorators';
import { type DataFile, MyDataPageService } from './my-data-page.service';

/** The page about an interviewee's own data. The token in the path is the only credential. */
@ApiExcludeController()
@Public()
@Controller('interview/:access_token/data')
export class MyDataController {
  constructor(private readonly page: MyDataPageService) {}

  @Get()
  async open(
    @CurrentVisitor() visitor: Visitor,
    @Query() query: { language?: unknown },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.open(visitor, query));
  }

  @Get('text')
  async text(@CurrentVisitor() visitor: Visitor, @Res() reply: FastifyReply): Promise<void> {
    await this.send(visitor, 'text', reply);
  }

  @Get('json')
  async json(@CurrentVisitor() visitor: Visitor, @Res() reply: FastifyReply): Promise<void> {
    await this.send(visitor, 'json', reply);
  }

  @Get('receipt')
  async receipt(@CurrentVisitor() visitor: Visitor, @Res() reply: FastifyReply): Promise<void> {
    await this.send(visitor, 'receipt', reply);
  }

  @Post()
  @Throttle('interview')
  async submit(
    @CurrentVisitor() visitor: Visitor,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { act } = (body ?? {}) as { act?: unknown };
    sendPage(reply, await this.page.submit(visitor, act));
  }

  private async send(visitor: Visitor, file: DataFile, reply: FastifyReply): Promise<void> {
    sendPage(reply, await this.page.download(visitor, file));
  }
}
