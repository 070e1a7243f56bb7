import { Inject, Injectable, Logger } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { TransactionRunner } from '../database/transaction-runner';
import { AuthenticationFailed, InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { VoiceInterviewsService } from '../interviews/calls/voice-interviews.service';
import type { LinkOwner } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import { identifierFrom, linkReferences, respondentNameFrom } from './call-metadata';
import type { ReportOutcome } from './voice.dto';
import { type CallReport, voiceNotConfigured, VoiceProvider } from './voice-provider';
import { VoiceReportsRepository } from './voice-reports.repository';

/** Turns the provider's report of a call into an interview, once per call. */
@Injectable()
export class VoiceReportsService {
  private readonly logger = new Logger(VoiceReportsService.name);

  constructor(
    @Inject(VoiceProvider) private readonly provider: VoiceProvider | null,
    private readonly transactions: TransactionRunner,
    private readonly links: LinkAccessService,
    private readonly interviews: VoiceInterviewsService,
    private readonly reports: VoiceReportsRepository,
  ) {}

  /**
   * Takes a message of the provider. The report is committed before the interview is created from it. Once it is
   * stored this does not fail any more, because the provider may never send it again: {@link VoiceReportSweeper}
   * finishes it.
   * @throws ServiceUnavailable, AuthenticationFailed, InvalidRequestContent, NotFound
   */
  async receive(headers: IncomingHttpHeaders, body: Buffer): Promise<ReportOutcome> {
    if (!this.provider) throw voiceNotConfigured();
    if (!this.provider.verifySignature(headers, body)) {
      throw new AuthenticationFailed('The signature is not valid.');
    }
    const report = this.provider.parseReport(body);
    if (!report) return { status: 'ignored' };
    const owner = await this.ownerOf(report);
    const { callId, endedReason, recordingUrl } = report;
    const { linkId, projectId } = owner;
    await this.reports.keep({ callId, projectId, body, endedReason, recordingUrl, linkId });
    try {
      return await this.createInterview(owner, report);
    } catch (error) {
      this.logger.warn({ msg: 'a stored voice report is not an interview yet', ...toLogFields(error) });
      return { status: 'stored' };
    }
  }

  /**
   * Creates the interview of a stored report.
   * @throws InvalidRequestContent, NotFound the report can never become an interview
   */
  async finish(body: Buffer): Promise<void> {
    const report = this.provider?.parseReport(body);
    if (!report) throw new InvalidRequestContent('invalid_input', 'The message is not the report of a call.');
    await this.createInterview(await this.ownerOf(report), report);
  }

  /** Whether this process can read reports. */
  get isConfigured(): boolean {
    return this.provider !== null;
  }

  /** The owner of the link that the call was started with, even if the link has been disabled since. */
  private async ownerOf({ metadata }: CallReport): Promise<LinkOwner> {
    const references = linkReferences(metadata);
    if (references.length === 0) {
      throw new InvalidRequestContent(
        'required',
        'The report does not say which link the call was started with.',
      );
    }
    for (const reference of references) {
      const owner = await this.links.findOwner(reference);
      if (owner) return owner;
    }
    throw new NotFound('No link is known that this call was started with.');
  }

  private async createInterview(owner: LinkOwner, report: CallReport): Promise<ReportOutcome> {
    const { callId, metadata, turns, summary } = report;
    return this.transactions.run(async (tx) => {
      const kept = await this.reports.lock(tx, callId);
      // The report was deleted between the two steps, with its interview or its project.
      if (!kept) return { status: 'ignored' };
      if (kept.interviewId !== null) return { status: 'duplicate', interview_id: kept.interviewId };
      const interviewId = await this.interviews.record(tx, owner, {
        callId,
        identifier: identifierFrom(metadata, owner, callId),
        respondentName: owner.kind === 'shared' ? respondentNameFrom(metadata) : '',
        receivedAt: kept.receivedAt,
        turns,
        summary,
      });
      await this.reports.setInterview(tx, callId, interviewId);
      return { interview_id: interviewId };
    });
  }
}
