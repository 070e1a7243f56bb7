import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One rule says whether a topic takes answers, for all that would lead people to it. */
export class WhoTakesAnswers1795170000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION parley_takes_answers(topic user_interview_topic) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(least(topic.closes_at, topic.expires_at) > now(), true)
          AND (topic.max_responses IS NULL OR topic.max_responses > (
            SELECT count(*) FROM user_interview i
            WHERE i.topic_id = topic.id AND i.kind <> 'test' AND i.status = 'completed'))
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION parley_takes_answers(user_interview_topic)`);
  }
}
