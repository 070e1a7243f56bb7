import { query } from './services.mjs';

/**
 * Creates topics as in an old project, each about 1.7 KB.
 * @param {string} databaseUrl
 * @param {{ projectId: string, userId: string, count: number }} of
 */
export async function fillTopics(databaseUrl, { projectId, userId, count }) {
  await query(
    databaseUrl,
    `INSERT INTO user_interview_topic
       (project_id, created_by_id, created_at, topic, interviewee_emails, questions, agent_context, invite_message)
     SELECT $1, $2, now() - n * interval '1 minute', 'How teams plan their week, part ' || n,
            ARRAY(SELECT 'Person ' || p || ' <person' || p || '@example.com>' FROM generate_series(1, 10) AS p),
            ARRAY(SELECT 'What did you think of part ' || q || ' of the plan?' FROM generate_series(1, 6) AS q),
            repeat('Background for the interviewer. ', 12), repeat('We would love to hear from you. ', 6)
     FROM generate_series(1, $3) AS n`,
    [projectId, userId, count],
  );
}
