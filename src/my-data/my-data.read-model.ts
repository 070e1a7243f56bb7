import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRIVACY_NOTICE, type PrivacyNotice } from '../project-settings/privacy-notice';

/** A topic's title, and who is responsible for what is said about it. */
export type TopicNotice = PrivacyNotice & { topic: string };

/** Reads what a topic tells its interviewees. SQL, since it joins topic and project. */
@Injectable()
export class MyDataReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Null when the topic is deleted. */
  async findNotice(topicId: string): Promise<TopicNotice | null> {
    const [row] = await this.dataSource.query<{ topic: string; notice: PrivacyNotice }[]>(
      `SELECT t.topic, ${PRIVACY_NOTICE} AS notice
       FROM user_interview_topic t JOIN project p ON p.id = t.project_id WHERE t.id = $1`,
      [topicId],
    );
    return row ? { topic: row.topic, ...row.notice } : null;
  }
}
