import { Injectable } from '@nestjs/common';
import { isId } from '../validation/uuid.pipe';
import type { ActiveLink, LinkOwner } from './active-link';
import { joinContexts } from './link.dto';
import { InterviewLinks } from './interview-links';
import { LinksReadModel } from './links.read-model';
import { LinksRepository } from './links.repository';

/** Resolves links for those who hold the interview: the interview page and voice calls. */
@Injectable()
export class LinkAccessService {
  constructor(
    private readonly links: LinksRepository,
    private readonly readModel: LinksReadModel,
    private readonly tokens: InterviewLinks,
  ) {}

  /** The interview that a token from a URL opens, or null. */
  async findActive(accessToken: string): Promise<ActiveLink | null> {
    const key = this.tokens.read(accessToken);
    return key && this.readModel.findActive(key);
  }

  /**
   * The person and topic of a link, by its id or token, or null. The link need not work any more: an interview that was
   * started with it may end later.
   */
  async findOwner(reference: string): Promise<LinkOwner | null> {
    if (isId(reference)) return this.links.findOwner({ id: reference });
    const key = this.tokens.read(reference);
    return key && this.links.findOwner(key);
  }

  /**
   * The person and topic of a token, for what a person may do about their own data: also when the link has expired or the
   * person is not targeted any more. Null for a link that was replaced, since somebody else may have it.
   */
  async findOwnerOfData(accessToken: string): Promise<LinkOwner | null> {
    const key = this.tokens.read(accessToken);
    return key && this.links.findOwner({ ...key, isReplaced: false });
  }

  /** The background for the interviewer: the topic's context and the person's. */
  async agentContext({ topicId, kind, identifier }: ActiveLink): Promise<string> {
    return joinContexts(await this.readModel.findContexts(topicId, kind === 'personal' ? identifier : null));
  }
}
