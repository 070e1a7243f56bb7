import { Injectable } from '@nestjs/common';
import { isId } from '../validation/uuid.pipe';
import type { ActiveLink, LinkOwner } from './active-link';
import { joinContexts } from './link.dto';
import { LinksReadModel } from './links.read-model';
import { LinksRepository } from './links.repository';

const TOKEN = /^[A-Za-z0-9_-]{30}$/;

/** Resolves links for those who hold the interview: the interview page and voice calls. */
@Injectable()
export class LinkAccessService {
  constructor(
    private readonly links: LinksRepository,
    private readonly readModel: LinksReadModel,
  ) {}

  /** The interview that a token from a URL opens, or null. */
  async findActive(accessToken: string): Promise<ActiveLink | null> {
    return TOKEN.test(accessToken) ? this.readModel.findActive(accessToken) : null;
  }

  /**
   * The person and topic of a link, by its id or token, or null. The link need not work any more: an interview that was
   * started with it may end later.
   */
  async findOwner(reference: string): Promise<LinkOwner | null> {
    if (isId(reference)) return this.links.findOwner({ id: reference });
    return TOKEN.test(reference) ? this.links.findOwner({ accessToken: reference }) : null;
  }

  /** The background for the interviewer: the topic's context and the person's. */
  async agentContext({ topicId, kind, identifier }: ActiveLink): Promise<string> {
    return joinContexts(await this.readModel.findContexts(topicId, kind === 'personal' ? identifier : null));
  }
}
