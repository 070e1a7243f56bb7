import { InvalidRequestContent } from '../../errors/domain-errors';
import type { PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import type { TargetRow } from '../../sharing/link.dto';
import type { DryRunExtra, InviteResultDto, SendInvitesDto, SendWarningsDto } from './invite.dto';
import type { SelectedRecipient } from './recipient-selection';

/** The results that a send would have now. */
export interface DryRun {
  recipients: SelectedRecipient<TargetRow>[];
  warnings: SendWarningsDto;
}

/** @throws InvalidRequestContent the contact rules are overridden without a reason */
export function assertReasonGiven(
  body: Pick<SendInvitesDto, 'override_contact_rules' | 'override_reason'>,
): void {
  if (!body.override_contact_rules || body.override_reason) return;
  throw new InvalidRequestContent(
    'required',
    'Say why the contact rules do not apply to these mails.',
    'override_reason',
  );
}

/** Counts that show a slip before a send. @param untargetedContexts people with a context who are not targeted */
export function warningsOf(targets: readonly TargetRow[], untargetedContexts: number): SendWarningsDto {
  const blank = targets.filter(({ context, hasLongContext }) => !context && !hasLongContext);
  return { contexts_without_target: untargetedContexts, targets_without_context: blank.length };
}

/** The page of a dry run: a row for each person, and counts over all of them. */
export function toDryRunPage(
  { recipients, warnings }: DryRun,
  query: PageQuery,
): PageResult<InviteResultDto, DryRunExtra> {
  const totals: Record<string, number> = { would_send: 0 };
  for (const { reason } of recipients) {
    const name = reason || 'would_send';
    totals[name] = (totals[name] ?? 0) + 1;
  }
  const { rows, range } = PageResult.fromList(recipients, query, toDryRunResult);
  return new PageResult(rows, range, { totals, warnings });
}

function toDryRunResult({ person, address, reason, freeAt }: SelectedRecipient<TargetRow>): InviteResultDto {
  return {
    interviewee_identifier: person.identifier,
    email: address,
    interview_url: null,
    sent: reason === '',
    reason,
    free_at: freeAt?.toISOString() ?? null,
  };
}
