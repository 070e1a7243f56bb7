import { respondentOf } from '../interviews/interview-flow';
import type { LinkOwner } from '../sharing/active-link';

const SHARED_IDENTIFIER = /^shared:[A-Za-z0-9_-]{22}$/;
const MAX_NAME_LENGTH = 200;

/** The link and the person of a call. */
export interface CallOwner {
  link: Pick<LinkOwner, 'linkId' | 'topicId' | 'kind'>;
  /** The person's identifier; on a shared link `shared:` and a hash of the browser's key. */
  identifier: string;
  /** Name given by a respondent of a shared link. */
  respondentName: string;
  /** Ids that a client gives for a respondent of a shared link. Passed on for analytics, never trusted. */
  distinctId?: string;
  sessionId?: string;
}

/**
 * Metadata to start a call with; the report returns it. It names the link by its id, because the access token would
 * open the interview page.
 */
export function toMetadata(owner: CallOwner): Record<string, string> {
  const { link, identifier, respondentName, distinctId, sessionId } = owner;
  const metadata = { topic_id: link.topicId, share_id: link.linkId, interviewee_identifier: identifier };
  if (link.kind !== 'shared') return metadata;
  return {
    ...metadata,
    shared: 'true',
    respondent_name: respondentName,
    ...(distinctId === undefined ? {} : { distinct_id: distinctId }),
    ...(sessionId === undefined ? {} : { session_id: sessionId }),
  };
}

/** How the metadata names the link: by its id, or by the access token if another client has started the call. */
export function linkReferences({
  share_id: id = '',
  sharing_access_token: accessToken = '',
}: Record<string, string>): string[] {
  return [id, accessToken].filter((reference) => reference !== '');
}

/** Identifier of the person who was interviewed. On a personal link it is the link's, whatever the metadata claims. */
export function identifierFrom(metadata: Record<string, string>, owner: LinkOwner, callId: string): string {
  if (owner.kind !== 'shared') return owner.identifier;
  const { interviewee_identifier: identifier = '', respondent_key: key } = metadata;
  // Without identifier and key the call is by a new respondent.
  return SHARED_IDENTIFIER.test(identifier)
    ? identifier
    : respondentOf(owner, { respondentKey: key || callId }).identifier;
}

/** Name given by a respondent of a shared link, cut to the longest one that the API accepts. */
export function respondentNameFrom({ respondent_name: name = '' }: Record<string, string>): string {
  return Array.from(name.slice(0, 2 * MAX_NAME_LENGTH))
    .slice(0, MAX_NAME_LENGTH)
    .join('');
}
