import { ApiProperty } from '@nestjs/swagger';
import { BOUNCE_KINDS } from '../ledger/invite-delivery.entity';

/** The mail that a report in the form of Standard Webhooks is about, and what became of it. */
class MailReportDataDto {
  @ApiProperty({
    required: false,
    description: 'Message-ID of the mail. Give this or `return_path`.',
    example: '<0190f5a2-7c1b-7e3a-9d2f-3b6c1a2e4f50@example.com>',
  })
  message_id?: string;

  @ApiProperty({ required: false, description: 'Address that the mail would have returned to.' })
  return_path?: string;

  @ApiProperty({
    enum: BOUNCE_KINDS,
    description:
      '`hard`: the address takes no mail. `soft`: it took no mail this time. `complaint`: the person reported the mail as unwanted.',
    example: 'hard',
  })
  kind: string;

  @ApiProperty({
    required: false,
    description: 'Status code or a word; shown in the list of invites.',
    example: '5.1.1',
  })
  code?: string;
}

/** Body of a report of the provider `standard`. The other providers send what their own documentation says. */
export class MailReportDto {
  @ApiProperty({ enum: ['mail.bounced', 'mail.complained'], example: 'mail.bounced' })
  type: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T10:00:00Z' })
  timestamp: string;

  @ApiProperty({ type: MailReportDataDto })
  data: MailReportDataDto;
}

/** What was taken of a request of a provider. */
export class MailReportsReceivedDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Bounces and complaints in the request, those included that are known already.',
    example: 1,
  })
  received: number;
}
