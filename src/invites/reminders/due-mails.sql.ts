import { mailFreeAt, refusal } from '../../contacts/contact-decision.sql';
import { INTERVIEW_MAILBOX, TOPIC_IS_OPEN } from '../../interviews/interview-conditions.sql';
import { DELIVERY_MAILBOX } from '../../ledger/delivery.sql';
import { LINK_IS_ACTIVE } from '../../sharing/link-conditions.sql';
import { type FollowUpKind, MAX_REMINDERS } from './follow-up';
import { mailedPeople } from './mailed-people.sql';

/** Days after an interview in which its person is still thanked, for topics that turn thanks on later. */
const THANKS_DAYS = 7;

const GAP = `t.reminder_gap_days * interval '1 day'`;

/** SQL on a row of {@link mailedPeople}: by the topic's settings, or on the day that the person chose with "later". */
const IS_DUE = `NOT waiting AND NOT answered AND link_id IS NOT NULL AND reached < ${MAX_REMINDERS} AND (
    (was_sent AND reached < t.reminder_count AND attempts < t.reminder_count AND last_at <= now() - ${GAP})
    OR (later_until <= now() AND last_at < later_until))`;

const refused = (kind: string, interview: string, mailbox: string) =>
  refusal({ kind: `'${kind}'`, interview, overridden: 'false' }, mailFreeAt(`'${kind}'`, { mailbox }));

/** SQL: the reminders of topic `t` in project `p` that are due now, as link, sequence and addressee. */
const DUE_REMINDERS = `SELECT s.id AS link_id, due.reached + 1 AS sequence, due.address, due.mailbox
  FROM (${mailedPeople(IS_DUE)}) AS due
  JOIN sharing_configuration mailed ON mailed.id = due.link_id
  JOIN sharing_configuration s
    ON s.topic_id = t.id AND s.kind = 'personal' AND s.identifier = mailed.identifier AND ${LINK_IS_ACTIVE}
  LEFT JOIN contact c ON c.project_id = p.id AND c.mailbox = due.mailbox
  WHERE ${refused('reminder', 'NULL::text', 'due.mailbox')} = ''`;

/** SQL: the same for thanks: one for each person who completed the interview lately. */
const DUE_THANKS = `SELECT DISTINCT ON (${INTERVIEW_MAILBOX})
    s.id AS link_id, 0 AS sequence, i.interviewee_emails[1] AS address, ${INTERVIEW_MAILBOX} AS mailbox
  FROM user_interview i
  JOIN sharing_configuration s
    ON s.topic_id = t.id AND s.kind = 'personal' AND s.identifier = i.interviewee_identifier AND ${LINK_IS_ACTIVE}
  LEFT JOIN contact c ON c.project_id = p.id AND c.mailbox = ${INTERVIEW_MAILBOX}
  WHERE i.topic_id = t.id AND i.kind = 'personal' AND i.status = 'completed'
    AND i.completed_at > now() - interval '${THANKS_DAYS} days' AND i.interviewee_emails[1] IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM invite_delivery d
      WHERE d.topic_id = t.id AND d.kind = 'thank_you' AND ${DELIVERY_MAILBOX} = ${INTERVIEW_MAILBOX})
    AND ${refused('thank_you', 'i.status', INTERVIEW_MAILBOX)} = ''
  ORDER BY ${INTERVIEW_MAILBOX}, i.completed_at`;

/** One kind of mail that goes out by itself. */
interface FollowUp {
  /** SQL condition on topic `t`: it writes such mails now. */
  topics: string;
  /** SQL: the mails of topic `t` that are due. */
  due: string;
}

/** The mails that go out by themselves. Thanks also go out when the topic has ended meanwhile. */
const FOLLOW_UPS: Record<FollowUpKind, FollowUp> = {
  // The ids first: they come from indexes, so that only topics that can have something due are looked at.
  reminder: {
    topics: `t.id IN (
      SELECT reminding.id FROM user_interview_topic reminding
      WHERE reminding.reminder_count > 0 AND EXISTS (
        SELECT FROM invite_delivery d
        WHERE d.topic_id = reminding.id AND d.status = 'sent'
          AND d.sent_at <= now() - reminding.reminder_gap_days * interval '1 day')
      UNION
      SELECT chosen.topic_id FROM contact_choice choice
      JOIN sharing_configuration chosen ON chosen.id = choice.share_id
      WHERE choice.choice = 'later' AND choice.undone_at IS NULL AND choice.until <= now()
        AND NOT EXISTS (SELECT FROM invite_delivery d
          WHERE (d.share_id = chosen.id OR d.follow_up_share_id = chosen.id)
            AND coalesce(d.sent_at, d.created_at) >= choice.until)
    ) AND ${TOPIC_IS_OPEN}`,
    due: DUE_REMINDERS,
  },
  thank_you: { topics: 't.thank_you', due: DUE_THANKS },
};

/**
 * SQL: the ids of all topics with mails of this kind that are due. `OFFSET 0` keeps the planner from looking at the
 * people of topics before it has chosen the topics.
 */
export function topicsWithDueMails(kind: FollowUpKind): string {
  const { topics, due } = FOLLOW_UPS[kind];
  return `SELECT t.id
    FROM (SELECT t.* FROM user_interview_topic t WHERE ${topics} OFFSET 0) AS t
    JOIN project p ON p.id = t.project_id
    WHERE EXISTS (${due}) ORDER BY t.id`;
}

/** SQL: the mails of topic `$1` that are due, with its id; none when it has ended since. */
export function dueMailsOfTopic(kind: FollowUpKind): string {
  const { topics, due } = FOLLOW_UPS[kind];
  return `SELECT t.id AS topic_id, due.* FROM user_interview_topic t JOIN project p ON p.id = t.project_id
    CROSS JOIN LATERAL (${due}) AS due WHERE t.id = $1 AND ${topics}`;
}
