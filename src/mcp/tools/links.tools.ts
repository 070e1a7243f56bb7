import { hints, OVERWRITES, SETS, type ToolSpec, topicTool } from './tool-spec';

/** Tools for interview links. */
export const LINK_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'generate-links',
    operation: 'generate_links_create',
    title: 'Make private links',
    hints: SETS,
    description:
      'Creates a private interview link for every targeted person and returns all links; later calls return the same links. A link is private to its person: do not show it to anyone else. Sends no mail.',
  }),
  topicTool({
    name: 'links-csv',
    operation: 'links_csv_create',
    title: 'Make private links, as CSV',
    hints: SETS,
    description:
      'Returns the links of generate-links as CSV text for a mail merge. The result is cut after the first lines; the REST API returns the whole file.',
  }),
  topicTool({
    name: 'rotate-link',
    operation: 'rotate_link_create',
    title: "Replace a person's link",
    hints: hints({ destructiveHint: true }),
    description:
      'Gives one person a new private link, for example because the old one was leaked. The old link stops working after a few minutes.',
  }),
  topicTool({
    name: 'test-link',
    operation: 'test_link_retrieve',
    title: 'Get your own test link',
    hints: SETS,
    description:
      'Returns a link with which you try the interview yourself, and the result of your last try. Tests are not counted.',
  }),
  topicTool({
    name: 'shared-link',
    operation: 'shared_link_create',
    title: 'Get the shared link',
    hints: SETS,
    description:
      "Returns the topic's one link that anyone may use, for example in a newsletter; people who open it enter their name. Later calls return the same link.",
  }),
  topicTool({
    name: 'shared-link-destroy',
    operation: 'shared_link_destroy',
    title: 'Disable the shared link',
    hints: OVERWRITES,
    description: 'Disables the shared link at once, also for people who are in the middle of an interview.',
  }),
];
