import { Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Public } from '../auth/access.decorators';
import { KeepRawBody, RawBody } from '../http/body-parsers';
import { Operation } from '../openapi/operation.decorator';
import { Throttle } from '../throttle/throttle.decorators';
import { MailReportsReceivedDto } from './mail-report.dto';
import { REPORT_PROVIDERS } from './mail-report';
import { ProviderReportsService } from './provider-reports.service';

/** Providers can repeat the whole mail in a report. */
const MAX_REPORT_BYTES = 5 * 1024 * 1024;

/** Bounces and complaints that providers report. */
@ApiTags('Mail reports')
@Controller('api/mail_reports')
export class MailReportsController {
  constructor(private readonly reports: ProviderReportsService) {}

  @Post(':provider')
  @HttpCode(200)
  @Public()
  @Throttle('report')
  @KeepRawBody({ maxBytes: MAX_REPORT_BYTES })
  @ApiParam({
    name: 'provider',
    schema: { type: 'string', enum: [...REPORT_PROVIDERS], default: 'standard' },
    description: 'Who reports. Each is off until its `MAIL_REPORT_SECRET_<PROVIDER>` is set.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      example: {
        type: 'mail.bounced',
        timestamp: '2026-03-01T10:00:00Z',
        data: {
          message_id: '<0190f5a2-7c1b-7e3a-9d2f-3b6c1a2e4f50@example.com>',
          kind: 'hard',
          code: '5.1.1',
        },
      },
    },
    description:
      'The report in the form of the provider. For `standard`: `type` is `mail.bounced` or `mail.complained`; `data` has `message_id` or `return_path`, `kind` (`hard`, `soft`, `complaint`) and `code`.',
  })
  @Operation({
    id: 'mail_reports_create',
    summary: 'Receive a report on mails',
    description:
      'Records bounces and complaints that a mail provider reports: in the list of invites as `bounce`, and at the contact, which becomes `bounced` or `opted_out`. `ses`, `postmark` and `brevo` send the secret as password (`Authorization: Basic`) or as Bearer token; `mailgun` signs in its body, and `standard` with the headers of Standard Webhooks 1.0. Repeats change nothing. 401, without any effect, if the signature or password is missing or wrong; 503 if the provider is off.',
    type: MailReportsReceivedDto,
    open: true,
    errors: [400, 401, 413, 415, 502, 503],
  })
  async receive(
    @Param('provider') provider: string,
    @Headers() headers: IncomingHttpHeaders,
    @RawBody() body: Buffer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailReportsReceivedDto> {
    // Amazon SNS sends its password only after it was asked for one. A browser would ask the person who tries this out,
    // so the others do not. A request that succeeds does not show the header.
    if (provider === 'ses') void reply.header('WWW-Authenticate', 'Basic realm="parley"');
    const received = await this.reports.receive(provider, headers, body);
    void reply.removeHeader('WWW-Authenticate');
    return { received };
  }
}
