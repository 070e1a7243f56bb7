import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/access.decorators';
import { Operation } from '../openapi/operation.decorator';
import { languageOf } from '../pages/visitor-language';
import { addressIn, RequestSignInLinkDto, SignInLinkRequestedDto } from './sign-in-link.dto';
import { SignInRequestsService } from './sign-in-requests.service';

/** Asks for a link that signs in. */
@Controller('api/session/link')
@ApiTags('Session')
@Public()
export class SignInLinkController {
  constructor(private readonly requests: SignInRequestsService) {}

  @Post()
  @HttpCode(202)
  @Operation({
    id: 'session_link_create',
    summary: 'Ask for a link to sign in',
    description:
      'Mails a link that signs in once, within 15 minutes, if the address belongs to a user. The answer is the same for every address.',
    status: 202,
    type: SignInLinkRequestedDto,
    open: true,
    errors: [413, 415],
  })
  request(@Body() body: RequestSignInLinkDto, @Req() request: FastifyRequest): SignInLinkRequestedDto {
    const address = addressIn(body.email) ?? body.email;
    this.requests.accept({ address, next: body.next, language: languageOf(request) });
    return { detail: 'If the address belongs to a user, a mail with a link to sign in is on its way.' };
  }
}
