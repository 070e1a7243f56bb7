import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { TransactionRunner } from '../database/transaction-runner';
import { AuthenticationFailed, InvalidRequestContent, NotFound } from '../errors/domain-errors';
import { VoiceInterviewsService } from '../interviews/calls/voice-interviews.service';
import type { LinkOwner } from '../sharing/active-link';
import { LinkAccessService } from '../sharing/link-access.service';
import { identifierFrom, respondentNameFrom, linkIdFrom } from './call-metadata';
import { notConfigured } from './not-configured';
import type { ReportOutcome } from './voice.dto';
import { VoiceReportsRepository } from './voice-reports.repository';
import { type CallReport, VoiceProvider } from './voice-provider';

/** Turns what the vendor reports of a call into an interview, once. */
@Injectable()
export class VoiceReportsService {
  constructor(
    @Inject(VoiceProvider) private readonly provider: VoiceProvider | null,
    private readonly transactions: TransactionRunner,
    private readonly links: LinkAccessService,
    private readonly calls: VoiceInterviewsService,
    private readonly reports: VoiceReportsRepository,
  ) {}

  /**
   * Takes a message of the vendor. The report is stored before anything is made of it: nobody sends it again once it
   * was acknowledged. Should the rest fail, the vendor sends it again, and that completes it.
   * @throws ServiceUnavailable, AuthenticationFailed, InvalidRequestContent, NotFound
   */
  async receive(headers: IncomingHttpHeaders, body: Buffer): Promise<ReportOutcome> {
    if (!this.provider) throw notConfigured();
    if (!this.provider.verifySignature(headers, body))
      throw new AuthenticationFailed('The signature is not valid.');
    const report = this.provider.parseReport(body);
    if (!report) return { status: 'ignored' };
    const holder = await this.ownerOf(report);
    const { callId, endedReason, recordingUrl } = report;
    await this.reports.keep({ callId, projectId: holder.projectId, body, endedReason, recordingUrl });
    return this.makeInterview(holder, report);
  }

  /** Whose call it was. A link that was taken back meanwhile does not take back the interview. */
  private async ownerOf({ metadata }: CallReport): Promise<LinkOwner> {
    const reference = linkIdFrom(metadata);
    if (reference === null) {
      throw new InvalidRequestContent(
        'required',
        'The report does not say which link the call was started with.',
      );
    }
    const holder = await this.links.findOwner(reference);
    if (!holder) throw new NotFound();
    return holder;
  }

  private async makeInterview(holder: LinkOwner, report: CallReport): Promise<ReportOutcome> {
    const { callId, metadata, turns, summary } = report;
    return this.transactions.run(async (tx) => {
      const kept = await this.reports.lock(tx, callId);
      // Deleted together with its interview, between our two steps.
      if (!kept) throw new NotFound();
      if (kept.interviewId !== null) return { status: 'duplicate', interview_id: kept.interviewId };
      const interviewId = await this.calls.record(tx, holder, {
        callId,
        identifier: identifierFrom(metadata, holder, callId),
        respondentName: holder.kind === 'shared' ? respondentNameFrom(metadata) : '',
        receivedAt: kept.receivedAt,
        turns,
        summary,
      });
      await this.reports.setInterview(tx, callId, interviewId);
      return { interview_id: interviewId };
    });
  }
}
