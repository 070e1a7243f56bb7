import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Public } from '../auth/access.decorators';
import { KeepRawBody, RawBody } from '../http/body-parsers';
import { Operation } from '../openapi/operation.decorator';
import { Throttle } from '../throttle/throttle.decorators';
import {
  NewInterviewDto,
  NothingToDoDto,
  type ReportOutcome,
  StartCallDto,
  StoredReportDto,
  WebCallResponseDto,
} from './voice.dto';
import { VoiceCallsService } from './voice-calls.service';
import { VoiceReportsService } from './voice-reports.service';

/**
 * More than other public routes take, because a report holds the call's messages in several forms and is not sent again.
 * An hour of talk makes less than 1 MB of them.
 */
const MAX_REPORT_BYTES = 5 * 1024 * 1024;

/** Voice calls: interviewees start them with their link, the provider reports them with its signature. */
@ApiTags('Voice')
@Controller('api/user_interviews')
export class VoiceController {
  constructor(
    private readonly calls: VoiceCallsService,
    private readonly reports: VoiceReportsService,
  ) {}

  @Post('share/:token/start_call')
  @HttpCode(200)
  @Public()
  @Throttle('call')
  @ApiParam({
    name: 'token',
    type: String,
    description: 'Access token: the last part of the interview link.',
  })
  @Operation({
    id: 'user_interviews_share_start_call_create',
    summary: 'Start a voice call',
    description:
      'Creates a voice call with the interviewer. The access token is the only credential. 409 if the interview has been completed already or the topic takes no more answers; 503 if voice calls are not configured.',
    type: WebCallResponseDto,
    open: true,
    errors: [409, 413, 415, 502, 503],
  })
  startCall(@Param('token') token: string, @Body() body: StartCallDto): Promise<WebCallResponseDto> {
    return this.calls.start(token, body);
  }

  @Post('vapi_webhook')
  @Public()
  @Throttle('report')
  @KeepRawBody({ maxBytes: MAX_REPORT_BYTES })
  @ApiHeader({
    name: 'X-Vapi-Signature',
    required: true,
    description: 'HMAC-SHA256 of the body with VAPI_WEBHOOK_SECRET, as 64 lower-case hexadecimal digits.',
  })
  @ApiBody({
    schema: { type: 'object', example: { message: { type: 'status-update', status: 'in-progress' } } },
    description: 'Server message of Vapi.',
  })
  @Operation({
    id: 'user_interviews_vapi_webhook_create',
    summary: 'Receive a message of the voice provider',
    description:
      'An end-of-call report is stored and becomes an interview, once per call. Other messages are ignored. 401 if the signature is missing or wrong; 404 if the link that the call was started with is unknown.',
    status: 201,
    type: NewInterviewDto,
    open: true,
    errors: [401, 413, 415, 503],
  })
  @ApiResponse({
    status: 202,
    description: 'The report is stored. Its interview could not be created now and will be created later.',
    type: StoredReportDto,
  })
  @ApiResponse({
    status: 200,
    description: 'Nothing was stored: the message is a duplicate, or of a type that is ignored.',
    type: NothingToDoDto,
  })
  async receiveReport(
    @Headers() headers: IncomingHttpHeaders,
    @RawBody() body: Buffer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportOutcome> {
    const outcome = await this.reports.receive(headers, body);
    if ('status' in outcome) void reply.status(outcome.status === 'stored' ? 202 : 200);
    return outcome;
  }
}
