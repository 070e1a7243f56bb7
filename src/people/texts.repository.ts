import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';
import { changed } from './erasures.repository';
import { TOPICS } from './people.repository';
import type { Wanted } from './person';

/** SQL: the text with what matches `$2` replaced by `$3`. */
const scrubbed = (text: string) => `regexp_replace(${text}, $2, $3, 'gi')`;
const scrubbedList = (list: string) => `ARRAY(
  SELECT ${scrubbed('entry.text')} FROM unnest(${list}) WITH ORDINALITY AS entry (text, position)
  ORDER BY entry.position)`;
const matching = (...texts: string[]) => `concat_ws(' ', ${texts.join(', ')}) ~* $2`;
/** Looked for first, because it takes a tenth of the time of the expression. `$4` are texts in lower case. */
const containing = (...texts: string[]) =>
  `EXISTS (SELECT FROM unnest($4::text[]) AS needle WHERE strpos(lower(concat_ws(' ', ${texts.join(', ')})), needle) > 0)`;

const TOPIC_TEXTS = [
  'topic',
  'agent_context',
  'invite_subject',
  'invite_message',
  'reminder_subject',
  'reminder_message',
];
const BATCH_TEXTS = ['topic_title', 'subject', 'message', 'override_reason'];
const setAll = (columns: string[]) => columns.map((column) => `${column} = ${scrubbed(column)}`).join(', ');

/** The text to look for, and the one that takes its place. */
export interface Replacement extends Wanted {
  replacement: string;
}

/**
 * Replaces a person's address, id and full names in texts that are about something else: topics, mails, notes, and what other people
 * said. One statement for each table.
 */
@Injectable()
export class TextsRepository {
  /** Returns the number of rows that were changed. */
  async replace(tx: Transaction, projectId: string, what: Replacement): Promise<number> {
    const values = [projectId, what.pattern, what.replacement];
    const withNeedles = [...values, what.needles];
    const counts = [
      await changed(
        tx,
        `UPDATE user_interview_topic SET ${setAll(TOPIC_TEXTS)}, questions = ${scrubbedList('questions')}
         WHERE project_id = $1 AND ${matching(...TOPIC_TEXTS, `array_to_string(questions, ' ')`)}`,
        values,
      ),
      await changed(
        tx,
        `UPDATE interviewee_context SET agent_context = ${scrubbed('agent_context')}
         WHERE topic_id IN ${TOPICS} AND ${matching('agent_context')}`,
        values,
      ),
      await changed(
        tx,
        `UPDATE invite_batch SET ${setAll(BATCH_TEXTS)}
         WHERE topic_id IN ${TOPICS} AND ${matching(...BATCH_TEXTS)}`,
        values,
      ),
      await changed(
        tx,
        `UPDATE contact SET reason = ${scrubbed('reason')} WHERE project_id = $1 AND ${matching('reason')}`,
        values,
      ),
      await changed(
        tx,
        `UPDATE webhook SET description = ${scrubbed('description')}
         WHERE project_id = $1 AND ${matching('description')}`,
        values,
      ),
      await changed(
        tx,
        `UPDATE interview_answer a SET text = ${scrubbed('a.text')} FROM user_interview i
         WHERE i.id = a.interview_id AND i.project_id = $1 AND ${containing('a.text')} AND ${matching('a.text')}`,
        withNeedles,
      ),
      await changed(
        tx,
        `UPDATE user_interview SET transcript = ${scrubbed('transcript')}, summary = ${scrubbed('summary')},
           respondent_name = ${scrubbed('respondent_name')}, questions = ${scrubbedList('questions')}
         WHERE project_id = $1
           AND ${containing('transcript', 'summary', 'respondent_name', `array_to_string(questions, ' ')`)}
           AND ${matching('transcript', 'summary', 'respondent_name', `array_to_string(questions, ' ')`)}`,
        withNeedles,
      ),
    ];
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
