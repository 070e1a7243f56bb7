import type { ShareKind } from './sharing-configuration.entity';

/** What an open link leads to. */
export interface ActiveLink {
  shareId: string;
  kind: ShareKind;
  identifier: string;
  projectId: string;
  topicId: string;
  /** What the interview is about. */
  topic: string;
  topicCreatorId: string;
  questions: string[];
  askedBy: string;
  /** The topic's links have run out, or it takes no more answers. */
  ended: 'expired' | 'closed' | null;
  maxResponses: number | null;
}

/** Whose link it is, whether it still works or not. */
export type LinkOwner = Pick<
  ActiveLink,
  'shareId' | 'kind' | 'identifier' | 'projectId' | 'topicId' | 'topicCreatorId'
>;
