import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '../config/settings';
import { Conflict, InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { InterviewsService, respondentOf } from '../interviews/interviews.service';
import { LinkAccessService } from '../sharing/link-access.service';
import { toMetadata } from './call-metadata';
import { firstMessage, stripTemplateSyntax } from './first-message';
import { notConfigured } from './not-configured';
import { type StartCallDto, toWebCallDto, type WebCallResponseDto } from './voice.dto';
import { VoiceProvider } from './voice-provider';

/** Interviews by voice call, held by a vendor. */
@Injectable()
export class VoiceCallsService {
  constructor(
    @Inject(VoiceProvider) private readonly provider: VoiceProvider | null,
    private readonly settings: Settings,
    private readonly links: LinkAccessService,
    private readonly interviews: InterviewsService,
  ) {}

  /**
   * Sets up a call for whoever has the link. Nothing is stored: what counts is what the vendor reports.
   * @throws ServiceUnavailable, NotFound, InvalidRequestContent, Conflict, UpstreamFailed, Throttled
   */
  async start(accessToken: string, body: StartCallDto): Promise<WebCallResponseDto> {
    if (!this.provider) throw notConfigured();
    const share = await this.links.findActive(accessToken);
    if (!share) throw new NotFound();
    if (body._hp) throw new InvalidRequestContent('invalid_input', 'Invalid request.');
    const { name = '', distinct_id: distinctId, session_id: sessionId } = body;
    if (share.kind === 'shared' && name === '') {
      throw new InvalidRequestContent('required', 'This field is required.', 'name');
    }
    // Whoever brings no key is somebody new.
    const respondentKey = body.respondent_key ?? randomUUID();
    const view = await this.interviews.view({ accessToken, language: 'en', respondentKey });
    if (!view) throw new NotFound();
    if (view.state.step === 'completed' && share.kind !== 'test') {
      throw new Conflict('already_replied', 'This interview has been completed already.');
    }
    if (view.state.step === 'ended') {
      if (view.state.reason === 'expired') throw new NotFound();
      throw new Conflict('interview_closed', 'This topic takes no more answers.');
    }
    const userName = stripTemplateSyntax(share.kind === 'shared' ? name : view.userName);
    const call = await this.provider.startCall({
      firstMessage: firstMessage(this.settings.voiceFirstMessage, { name: userName, topic: share.topic }),
      userName,
      topic: share.topic,
      agentContext: await this.links.agentContext(share),
      questions: share.questions,
      metadata: toMetadata({
        share,
        identifier: respondentOf(share, { respondentKey }).identifier,
        respondentName: name,
        distinctId,
        sessionId,
      }),
    });
    return toWebCallDto(call);
  }
}
