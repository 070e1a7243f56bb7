import type { PrivacyNotice } from '../project-settings/privacy-notice';
import type { ShareKind } from './sharing-configuration.entity';

/** A link that opens the interview page, with the topic it leads to. */
export interface ActiveLink {
  linkId: string;
  kind: ShareKind;
  identifier: string;
  projectId: string;
  topicId: string;
  /** The topic's title. */
  topic: string;
  topicCreatorId: string;
  questions: string[];
  /** The creator's name, empty when it is not known. */
  askedBy: string;
  /** `expired`: the topic's links do not work any more. `closed`: it takes no new answers. */
  ended: 'expired' | 'closed' | null;
  maxResponses: number | null;
  /** Who is responsible, and what the person consents to. */
  notice: PrivacyNotice;
}

/** The person and topic that a link belongs to, whether it still works or not. */
export type LinkOwner = Pick<
  ActiveLink,
  'linkId' | 'kind' | 'identifier' | 'projectId' | 'topicId' | 'topicCreatorId'
>;
