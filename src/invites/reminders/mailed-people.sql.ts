import { INTERVIEW_MAILBOX } from '../../interviews/interview-conditions.sql';
import { DELIVERY_IS_LIVE, DELIVERY_LINK, DELIVERY_MAILBOX } from '../../ledger/delivery.sql';

/**
 * SQL: one row for each mailbox that topic `t` has written to, with all that decides about a reminder:
 * - `link_id`, `address`: of the newest invite that has gone out; null when none has
 * - `was_sent`: whether the mail server accepted an invite
 * - `waiting`: whether an invite or reminder is waiting or on its way
 * - `last_at`: time of the last mail; a reminder that failed or was cancelled counts, so that it is not tried without end
 * - `reached`: highest sequence of the reminders that have gone out or are waiting
 * - `attempts`: number of reminders, whatever became of them
 * - `later_until`: the day that the person chose last with "later"
 * - `answered`: whether an interview was completed or declined
 *
 * The sources are grouped, not joined: a join that is planned for one row takes quadratic time on 100 000.
 * @param only condition in terms of the columns above; which of the people are returned
 */
export function mailedPeople(only = 'true'): string {
  return `SELECT * FROM (
    SELECT mailbox,
      (array_agg(link_id ORDER BY at DESC, id DESC) FILTER (WHERE kind = 'invite' AND gone_out))[1] AS link_id,
      (array_agg(address ORDER BY at DESC, id DESC) FILTER (WHERE kind = 'invite' AND gone_out))[1] AS address,
      coalesce(bool_or(kind = 'invite' AND status = 'sent'), false) AS was_sent,
      coalesce(bool_or(status IN ('queued', 'sending')), false) AS waiting,
      max(at) FILTER (WHERE kind = 'reminder' OR (kind = 'invite' AND gone_out)) AS last_at,
      coalesce(max(sequence) FILTER (WHERE kind = 'reminder' AND live), 0) AS reached,
      count(*) FILTER (WHERE kind = 'reminder') AS attempts,
      (array_agg(later_until ORDER BY at DESC, id DESC) FILTER (WHERE kind = 'later'))[1] AS later_until,
      coalesce(bool_or(kind = 'answer'), false) AS answered
    FROM (
      SELECT ${DELIVERY_MAILBOX} AS mailbox, d.kind, d.id, coalesce(d.sent_at, d.created_at) AS at, d.status, d.sequence,
             d.status IN ('sent', 'uncertain') AS gone_out, ${DELIVERY_IS_LIVE} AS live,
             ${DELIVERY_LINK} AS link_id, d.address, NULL::timestamptz AS later_until
      FROM invite_delivery d WHERE d.topic_id = t.id AND d.kind IN ('invite', 'reminder')
      UNION ALL
      SELECT ${INTERVIEW_MAILBOX}, 'answer', i.id, i.created_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM user_interview i
      WHERE i.topic_id = t.id AND i.kind = 'personal' AND i.status IN ('completed', 'declined')
      UNION ALL
      SELECT chooser.mailbox, 'later', choice.id, choice.created_at, NULL, NULL, NULL, NULL, NULL, NULL, choice.until
      FROM contact_choice choice
      JOIN contact chooser ON chooser.id = choice.contact_id
      JOIN sharing_configuration chosen ON chosen.id = choice.share_id
      WHERE chosen.topic_id = t.id AND choice.choice = 'later' AND choice.undone_at IS NULL
    ) AS known
    GROUP BY mailbox
  ) AS person
  WHERE ${only}`;
}
