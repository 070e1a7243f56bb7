import { CONTACT_TOOLS } from './contacts.tools';
import { MEMBER_TOOLS } from './members.tools';
import { INTERVIEWEE_TOOLS } from './interviewees.tools';
import { BATCH_TOOLS, INVITE_TOOLS } from './invites.tools';
import { LINK_TOOLS } from './links.tools';
import { PEOPLE_TOOLS } from './people.tools';
import { WEBHOOK_TOOLS } from './webhooks.tools';
import { RESPONSE_TOOLS } from './responses.tools';
import { READS, type ToolSpec } from './tool-spec';
import { TOPIC_TOOLS } from './topics.tools';

/** All tools, in the order of a study: plan, choose people, create links, invite, respect who wants no mails, follow, read. */
export const TOOLS: readonly ToolSpec[] = [
  ...TOPIC_TOOLS,
  ...INTERVIEWEE_TOOLS,
  ...LINK_TOOLS,
  ...INVITE_TOOLS,
  ...BATCH_TOOLS,
  ...CONTACT_TOOLS,
  ...PEOPLE_TOOLS,
  ...MEMBER_TOOLS,
  ...WEBHOOK_TOOLS,
  ...RESPONSE_TOOLS,
  {
    name: 'audit-events-list',
    operationId: 'audit_events_list',
    title: 'List changes and reads',
    hints: READS,
    description:
      'Lists the write operations on the project, and reads as its settings want, with user and time, newest first.',
  },
];
