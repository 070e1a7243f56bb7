import { ADDS, OVERWRITES, READS, SETS, type ToolSpec, topicTool } from './tool-spec';

/** Tools that plan topics and choose interviewees. */
export const TOPIC_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'list',
    operation: 'list',
    title: 'List topics',
    hints: READS,
    description:
      'Lists the planned interviews (topics) of the project, newest first. Use `search` to find one by words of its title, and pass its `id` to the other tools.',
  }),
  topicTool({
    name: 'create',
    operation: 'create',
    title: 'Create a topic',
    hints: ADDS,
    description:
      'Plans an interview: what it is about, what to ask, and whom to invite (addresses in `interviewee_emails`, people known by another id in `interviewee_distinct_ids`; people can also be added later). Sends no mail. Ask the user for questions and background before you create one.',
  }),
  topicTool({
    name: 'retrieve',
    operation: 'retrieve',
    title: 'Get a topic',
    hints: READS,
    description: 'Returns one topic with its questions, its targeting and its invite copy.',
  }),
  topicTool({
    name: 'partial-update',
    operation: 'partial_update',
    title: 'Change a topic',
    hints: OVERWRITES,
    description:
      'Changes only the given fields. A given list replaces the old list as a whole, and people who are no longer targeted lose their private link at once; to change one person use add-interviewee or remove-interviewee.',
  }),
  topicTool({
    name: 'destroy',
    operation: 'destroy',
    title: 'Delete a topic',
    hints: OVERWRITES,
    description: 'Deletes a topic with its links, contexts and invites, permanently. Responses are kept.',
  }),
  topicTool({
    name: 'add-interviewee',
    operation: 'add_interviewee_create',
    title: 'Target one more person',
    hints: SETS,
    description:
      'Adds one person to the targeting, by address (`Name <address>` keeps the name) or by another id. A person who is targeted already stays unchanged. Sends no mail.',
  }),
  topicTool({
    name: 'remove-interviewee',
    operation: 'remove_interviewee_create',
    title: 'Stop targeting a person',
    hints: OVERWRITES,
    description:
      'Removes a person from the targeting. The private link stops working at once and cannot be restored; a person who is added again gets a new link.',
  }),
];
