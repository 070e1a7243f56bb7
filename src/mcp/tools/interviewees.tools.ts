import { ADDS, OVERWRITES, READS, type ToolSpec, topicTool } from './tool-spec';

/** Tools for the background that the interviewer has about interviewees. */
export const INTERVIEWEE_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'interviewees-list',
    operation: 'interviewees_list',
    title: 'List contexts',
    hints: READS,
    description:
      'Lists the background (context) that the interviewer has about people of a topic, newest first. Interviewees never see it.',
  }),
  topicTool({
    name: 'interviewees-create',
    operation: 'interviewees_create',
    title: 'Add context about a person',
    hints: ADDS,
    description:
      'Gives the interviewer background about one person, such as plan, history or role. There is one context per person and topic.',
  }),
  topicTool({
    name: 'interviewees-retrieve',
    operation: 'interviewees_retrieve',
    title: 'Get a context',
    hints: READS,
    description: 'Returns the context of one person, by the id of the context.',
  }),
  topicTool({
    name: 'interviewees-partial-update',
    operation: 'interviewees_partial_update',
    title: 'Change a context',
    hints: OVERWRITES,
    description:
      "Replaces the text of a context, or the identifier that it belongs to. The person's link stays unchanged.",
  }),
  topicTool({
    name: 'interviewees-destroy',
    operation: 'interviewees_destroy',
    title: 'Delete a context',
    hints: OVERWRITES,
    description: 'Deletes the context of a person. The person stays targeted, and the link keeps working.',
  }),
  topicTool({
    name: 'interviewees-bulk-create',
    operation: 'interviewees_bulk_create',
    title: 'Add many contexts',
    // It overwrites with `on_conflict: update`.
    hints: OVERWRITES,
    description:
      'Creates contexts for up to 500 people in one call. Contexts that exist are left unchanged and reported, unless `on_conflict` is `fill_blank` or `update`.',
  }),
];
