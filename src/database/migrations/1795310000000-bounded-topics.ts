import type { MigrationInterface, QueryRunner } from 'typeorm';

const LISTS = ['interviewee_emails', 'interviewee_distinct_ids', 'questions'];
const BOUNDED = ['interviewee_emails', 'interviewee_distinct_ids'];
const MAX_BYTES = 24 * 1024 * 1024;

/**
 * Bounds the lists of people of a topic, and stores lists uncompressed, so that their true size stands in the row and a
 * page of topics can be measured without reading them. Long lists are rewritten; that locks their rows only. An older
 * process that still runs during the deploy is not affected, unless it stores a list beyond the bound.
 */
export class BoundedTopics1795310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const list of LISTS) {
      await runner.query(`ALTER TABLE user_interview_topic ALTER COLUMN ${list} SET STORAGE EXTERNAL`);
      // Appending a list, even an empty one, makes a new value; assigning the old value would keep it compressed.
      await runner.query(
        `UPDATE user_interview_topic SET ${list} = ${list} || ARRAY[]::text[] WHERE pg_column_size(${list}) > 1000`,
      );
    }
    // Responses that exist keep their questions compressed: these are measured as smaller than they are.
    await runner.query(`ALTER TABLE user_interview ALTER COLUMN questions SET STORAGE EXTERNAL`);
    for (const list of BOUNDED) {
      const isBounded = `pg_column_size(${list}) <= ${MAX_BYTES}`;
      const [larger] = (await runner.query(
        `SELECT id FROM user_interview_topic WHERE NOT (${isBounded}) LIMIT 1`,
      )) as unknown[];
      // A list that was stored before and is larger stays, until somebody changes it.
      await runner.query(`
        ALTER TABLE user_interview_topic ADD CONSTRAINT user_interview_topic_${list}_size_check
        CHECK (${isBounded}) ${larger ? 'NOT VALID' : ''}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE user_interview ALTER COLUMN questions SET STORAGE EXTENDED`);
    for (const list of BOUNDED) {
      await runner.query(
        `ALTER TABLE user_interview_topic DROP CONSTRAINT user_interview_topic_${list}_size_check`,
      );
    }
    for (const list of LISTS) {
      await runner.query(`ALTER TABLE user_interview_topic ALTER COLUMN ${list} SET STORAGE EXTENDED`);
    }
  }
}
