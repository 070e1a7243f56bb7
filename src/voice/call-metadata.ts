import { respondentOf } from '../interviews/interviews.service';
import type { LinkOwner } from '../sharing/active-link';

const SHARED_IDENTIFIER = /^shared:[A-Za-z0-9_-]{22}$/;
const MAX_NAME_LENGTH = 200;

/** Whose call it is. */
export interface CallOwner {
  share: Pick<LinkOwner, 'linkId' | 'topicId' | 'kind'>;
  /** Of the person; on a shared link `shared:` and a hash of the browser's key. */
  identifier: string;
  /** What a respondent of a shared link called themselves. */
  respondentName: string;
  /** What a client claims about a respondent of a shared link; linkage for analysis, believed nowhere. */
  distinctId?: string;
  sessionId?: string;
}

/** What a call is started with, and its report brings back. The share's id stands for the token, which opens the page. */
export function toMetadata(owner: CallOwner): Record<string, string> {
  const { share, identifier, respondentName, distinctId, sessionId } = owner;
  const metadata = { topic_id: share.topicId, share_id: share.linkId, interviewee_identifier: identifier };
  if (share.kind !== 'shared') return metadata;
  return {
    ...metadata,
    shared: 'true',
    respondent_name: respondentName,
    ...(distinctId === undefined ? {} : { distinct_id: distinctId }),
    ...(sessionId === undefined ? {} : { session_id: sessionId }),
  };
}

/** The share's id, or the token in the metadata of calls that somebody else has started. */
export function linkIdFrom(metadata: Record<string, string>): string | null {
  return metadata.share_id || metadata.sharing_access_token || null;
}

/** Who was interviewed. Of a personal link the share decides, whatever else is claimed. */
export function identifierFrom(metadata: Record<string, string>, holder: LinkOwner, callId: string): string {
  if (holder.kind !== 'shared') return holder.identifier;
  const { interviewee_identifier: identifier = '', respondent_key: key } = metadata;
  // Somebody who cannot be recognised is somebody new.
  return SHARED_IDENTIFIER.test(identifier)
    ? identifier
    : respondentOf(holder, { respondentKey: key || callId }).identifier;
}

/** What a respondent of a shared link said to be called. */
export function respondentNameFrom({ respondent_name: name = '' }: Record<string, string>): string {
  return Array.from(name.slice(0, 2 * MAX_NAME_LENGTH))
    .slice(0, MAX_NAME_LENGTH)
    .join('');
}
