import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { AuthService } from '../../auth/auth.service';
import { Conflict, InvalidRequestContent } from '../../errors/domain-errors';
import { type OperationResponse, OperationClient, pageSize, type ToolContext } from '../operation-client';
import { type SendPlan, SendConfirmationsRepository } from './send-confirmations.repository';
import type { Tool } from '../tools/build-tools';
import type { Arguments } from '../tools/tool-arguments';

const CODE_SECONDS = 600;

interface InviteResult {
  interviewee_identifier: string;
  email: string | null;
  sent: boolean;
}

interface DryRunBody {
  results: InviteResult[];
  totals?: object;
  warnings?: object;
}

interface DryRun {
  results: InviteResult[];
  counts: Pick<DryRunBody, 'totals' | 'warnings'>;
  recipients: number;
  plan: SendPlan;
}

/**
 * Sends invites or reminders for an assistant in two steps, because a send cannot be undone: a dry run returns a code,
 * and a send needs that code, the same tool, the same arguments and the same recipients.
 */
@Injectable()
export class ConfirmedSendService {
  constructor(
    private readonly auth: AuthService,
    private readonly operations: OperationClient,
    private readonly confirmations: SendConfirmationsRepository,
  ) {}

  /**
   * Makes a dry run and returns its code, or sends with the code of an earlier dry run.
   * @throws InvalidRequestContent the code is missing
   * @throws Conflict the code is unknown, expired, used, or belongs to another send
   */
  async call(tool: Tool, given: Arguments, caller: ToolContext): Promise<OperationResponse> {
    const { confirmation_code: code, dry_run: dryRun, ...send } = given;
    if (dryRun !== true && (typeof code !== 'string' || code === '')) {
      throw new InvalidRequestContent(
        'required',
        'Call this first with dry_run: true, show whom it would mail, and call it again with the confirmation_code from there.',
        'confirmation_code',
      );
    }
    const dryRunResult = await this.dryRun(tool, send, caller);
    if (dryRunResult.response.status !== 200) return dryRunResult.response;
    if (dryRun === true) return this.confirm(dryRunResult, send);
    if (!(await this.confirmations.use(hash(String(code)), dryRunResult.plan))) {
      throw new Conflict(
        'confirmation_code_invalid',
        'The confirmation code has ended, was used, or the audience or the mail has changed since. Make a new dry run.',
        'confirmation_code',
      );
    }
    return this.operations.call(tool, { ...send, dry_run: false }, caller);
  }

  /** Previews the send for all recipients, not only one page, because the code covers all of them. */
  private async dryRun(tool: Tool, send: Arguments, caller: ToolContext) {
    const project = typeof send.project_id === 'string' ? send.project_id : '@current';
    const response = await this.operations.call(tool, { ...send, dry_run: true }, caller, {
      wholeList: true,
    });
    const { results, totals, warnings }: DryRunBody =
      response.status === 200 ? (JSON.parse(response.text) as DryRunBody) : { results: [] };
    const recipients = results.filter(({ sent }) => sent);
    const { subject = '', message = '', reply_to = '', send_async = true, id } = send;
    const { identifiers = null, override_contact_rules = false, override_reason = '', send_at = null } = send;
    const facts = [
      tool.spec.name,
      subject,
      message,
      reply_to,
      send_async,
      identifiers,
      override_contact_rules,
      override_reason,
      send_at,
      recipients.map((row) => [row.interviewee_identifier, row.email]),
    ];
    const owner = await this.auth.authenticate({ authorization: caller.authorization }, project);
    const plan: SendPlan = {
      keyId: owner.keyId,
      topicId: String(id),
      plan: hash(JSON.stringify(facts)),
    };
    return { response, results, counts: { totals, warnings }, recipients: recipients.length, plan };
  }

  private async confirm(
    { results, counts, recipients, plan }: DryRun,
    { limit, offset }: Arguments,
  ): Promise<OperationResponse> {
    const code = randomBytes(18).toString('base64url');
    const expiresAt = await this.confirmations.insert(hash(code), plan, CODE_SECONDS);
    const from = typeof offset === 'number' ? offset : 0;
    const end = from + pageSize(limit);
    const body = {
      count: results.length,
      next_offset: end < results.length ? end : null,
      results: results.slice(from, end),
      ...counts,
      would_be_mailed: recipients,
      confirmation_code: code,
      confirmation_expires_at: expiresAt.toISOString(),
    };
    return { status: 200, text: JSON.stringify(body), isJson: true };
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
