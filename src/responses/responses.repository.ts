import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, IsNull, Not, type Repository } from 'typeorm';
import { UserInterview } from '../interviews/user-interview.entity';
import type { Classification } from './response.dto';

/** The fields of a response that a researcher can change. */
export interface ResponseValues {
  summary?: string;
  classifications?: Classification[];
}

/** Changes responses. Every method that takes an id also takes the project that the response must belong to. */
@Injectable()
export class ResponsesRepository {
  constructor(@InjectRepository(UserInterview) private readonly interviews: Repository<UserInterview>) {}

  /** Overwrites the given fields; undefined ones stay. */
  async update(projectId: string, id: string, values: ResponseValues): Promise<void> {
    if (Object.values(values).every((value) => value === undefined)) return;
    await this.interviews.update(response(projectId, id), values);
  }

  /** Deletes the response with its answers. False when the project has no such response. */
  async delete(projectId: string, id: string): Promise<boolean> {
    const { affected } = await this.interviews.delete(response(projectId, id));
    return (affected ?? 0) > 0;
  }
}

/** Criteria for one response; the same condition as `IS_RESPONSE`. */
function response(projectId: string, id: string): FindOptionsWhere<UserInterview>[] {
  return [
    { id, projectId, startedAt: Not(IsNull()) },
    { id, projectId, callId: Not(IsNull()) },
  ];
}
