import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '../config/settings';
import { Conflict, InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { respondentOf } from '../interviews/interview-flow';
import { InterviewsService } from '../interviews/interviews.service';
import { LinkAccessService } from '../sharing/link-access.service';
import { toMetadata } from './call-metadata';
import { firstMessage, stripTemplateSyntax } from './first-message';
import { type StartCallDto, toWebCallDto, type WebCallResponseDto } from './voice.dto';
import { voiceNotConfigured, VoiceProvider } from './voice-provider';

/** Starts interviews by voice call, which a provider holds. */
@Injectable()
export class VoiceCallsService {
  constructor(
    @Inject(VoiceProvider) private readonly provider: VoiceProvider | null,
    private readonly settings: Settings,
    private readonly links: LinkAccessService,
    private readonly interviews: InterviewsService,
  ) {}

  /**
   * Creates a call for a person who has the link. Nothing is stored: the interview is made of the provider's report.
   * @throws ServiceUnavailable, NotFound, InvalidRequestContent, Conflict, UpstreamFailed, Throttled
   */
  async start(accessToken: string, body: StartCallDto): Promise<WebCallResponseDto> {
    if (!this.provider) throw voiceNotConfigured();
    const link = await this.links.findActive(accessToken);
    if (!link) throw noSuchLink();
    if (body._hp) throw new InvalidRequestContent('invalid_input', 'Invalid request.');
    const { name = '', distinct_id: distinctId, session_id: sessionId } = body;
    if (link.kind === 'shared' && name === '') {
      throw new InvalidRequestContent('required', 'This field is required.', 'name');
    }
    // Without a key, every call on a shared link is by a new respondent.
    const respondentKey = body.respondent_key ?? randomUUID();
    const { state, userName: greetingName } = await this.interviews.viewOf(link, { respondentKey });
    if (state.step === 'completed' && link.kind !== 'test') {
      throw new Conflict('already_replied', 'This interview has been completed already.');
    }
    if (state.step === 'ended') {
      if (state.reason === 'expired') throw noSuchLink();
      throw new Conflict('interview_closed', 'This topic takes no more answers.');
    }
    const userName = stripTemplateSyntax(link.kind === 'shared' ? name : greetingName);
    const call = await this.provider.startCall({
      firstMessage: firstMessage(this.settings.voiceFirstMessage, { name: userName, topic: link.topic }),
      userName,
      topic: link.topic,
      agentContext: await this.links.agentContext(link),
      questions: link.questions,
      metadata: toMetadata({
        link,
        identifier: respondentOf(link, { respondentKey }).identifier,
        respondentName: name,
        distinctId,
        sessionId,
      }),
    });
    return toWebCallDto(call);
  }
}

function noSuchLink(): NotFound {
  return new NotFound('No interview has this link, or the link does not work any more.');
}
