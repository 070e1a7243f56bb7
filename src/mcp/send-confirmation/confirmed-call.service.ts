import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { AuthService } from '../../auth/auth.service';
import { Conflict, InvalidRequestContent } from '../../errors/domain-errors';
import { type OperationResponse, OperationClient, pageSize, type ToolContext } from '../operation-client';
import { type SendPlan, SendConfirmationsRepository } from './send-confirmations.repository';
import type { Tool } from '../tools/build-tools';
import { PERSON_TOOLS } from '../tools/people.tools';
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
  response: OperationResponse;
  /** Hashed, these tell one plan from another. */
  facts: unknown[];
  /** The answer of the dry run, without the code. */
  shown: (page: Arguments) => object;
}

/**
 * Does for an assistant in two steps what cannot be undone, sending mails and erasing people: a dry run returns a code,
 * and the call needs that code, the same tool, the same arguments, and the same recipients or finds.
 */
@Injectable()
export class ConfirmedCallService {
  constructor(
    private readonly auth: AuthService,
    private readonly operations: OperationClient,
    private readonly confirmations: SendConfirmationsRepository,
  ) {}

  /**
   * Makes a dry run and returns its code, or makes the call with the code of an earlier one.
   * @throws InvalidRequestContent the code is missing
   * @throws Conflict the code is unknown, expired, used, or belongs to another call
   */
  async call(tool: Tool, given: Arguments, caller: ToolContext): Promise<OperationResponse> {
    const { confirmation_code: code, dry_run: dryRun, ...send } = given;
    if (dryRun !== true && (typeof code !== 'string' || code === '')) {
      throw new InvalidRequestContent(
        'required',
        'Call this first with dry_run: true, show what it would do, and call it again with the confirmation_code from there.',
        'confirmation_code',
      );
    }
    const isAboutPerson = PERSON_TOOLS.includes(tool.spec.name);
    const dryRunResult = isAboutPerson
      ? await this.dryRunOnPerson(tool, send, caller)
      : await this.dryRunOfSend(tool, send, caller);
    if (dryRunResult.response.status !== 200) return dryRunResult.response;
    const plan = await this.planOf(dryRunResult, send, caller);
    if (dryRun === true) return this.confirm(plan, dryRunResult.shown(send));
    if (!(await this.confirmations.use(hash(String(code)), plan))) {
      throw new Conflict(
        'confirmation_code_invalid',
        'The confirmation code has ended, was used, or what it would do has changed since. Make a new dry run.',
        'confirmation_code',
      );
    }
    const confirmed = isAboutPerson ? { confirm: true } : {};
    return this.operations.call(tool, { ...send, ...confirmed, dry_run: false }, caller);
  }

  /** Counts the rows about a person. */
  private async dryRunOnPerson(tool: Tool, send: Arguments, caller: ToolContext): Promise<DryRun> {
    const response = await this.operations.call(tool, { ...send, dry_run: true }, caller);
    const body = response.status === 200 ? (JSON.parse(response.text) as object) : {};
    return { response, facts: [tool.spec.name, send.identifier, body], shown: () => body };
  }

  /** Previews the send for all recipients, not only one page, because the code covers all of them. */
  private async dryRunOfSend(tool: Tool, send: Arguments, caller: ToolContext): Promise<DryRun> {
    const response = await this.operations.call(tool, { ...send, dry_run: true }, caller, {
      wholeList: true,
    });
    const { results, totals, warnings }: DryRunBody =
      response.status === 200 ? (JSON.parse(response.text) as DryRunBody) : { results: [] };
    const recipients = results.filter(({ sent }) => sent);
    const { subject = '', message = '', reply_to = '', send_async = true } = send;
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
    const shown = ({ limit, offset }: Arguments) => {
      const from = typeof offset === 'number' ? offset : 0;
      const end = from + pageSize(limit);
      return {
        count: results.length,
        next_offset: end < results.length ? end : null,
        results: results.slice(from, end),
        totals,
        warnings,
        would_be_mailed: recipients.length,
      };
    };
    return { response, facts, shown };
  }

  private async planOf({ facts }: DryRun, send: Arguments, caller: ToolContext): Promise<SendPlan> {
    const project = typeof send.project_id === 'string' ? send.project_id : '@current';
    const { keyId } = await this.auth.authenticate({ authorization: caller.authorization }, project);
    const topicId = typeof send.id === 'string' ? send.id : null;
    return { keyId, topicId, plan: hash(JSON.stringify(facts)) };
  }

  private async confirm(plan: SendPlan, shown: object): Promise<OperationResponse> {
    const code = randomBytes(18).toString('base64url');
    const expiresAt = await this.confirmations.insert(hash(code), plan, CODE_SECONDS);
    const body = { ...shown, confirmation_code: code, confirmation_expires_at: expiresAt.toISOString() };
    return { status: 200, text: JSON.stringify(body), isJson: true };
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
