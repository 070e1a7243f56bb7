import { ApiProperty } from '@nestjs/swagger';

/** Answer to a request of a provider. */
export class MailReportsReceivedDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Bounces and complaints in the request, those included that are known already.',
    example: 1,
  })
  received: number;
}
