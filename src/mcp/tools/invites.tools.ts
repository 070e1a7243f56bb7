import { hints, MAILS, OVERWRITES, READS, type ToolSpec, topicTool } from './tool-spec';

/** The tool whose call needs a confirmation code. */
export const SEND_INVITES = 'user-interview-topics-send-invites';

/** Tools that preview, send and follow invites. */
export const INVITE_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'preview-invite',
    operation: 'preview_invite_create',
    title: 'Preview the invite',
    hints: READS,
    description:
      'Renders subject and body of the invite as one targeted person would get it. Pass `subject` and `message` to try out texts without saving them. The link in it is a placeholder.',
  }),
  topicTool({
    name: 'send-test',
    operation: 'send_test_create',
    title: 'Mail yourself a test',
    hints: hints({ openWorldHint: true }),
    description:
      'Mails the invite to yourself, marked as a test, with your own test link. Mails no one else.',
  }),
  topicTool({
    name: 'send-invites',
    operation: 'send_invites_create',
    title: 'Mail the invites',
    hints: MAILS,
    description:
      'Mails the invite to every targeted person who was not mailed yet. This cannot be undone. First call it with `dry_run: true`: that sends no mail, returns who would be mailed and why others would not, and a `confirmation_code`. Show the recipients to the user you work for, and only with their consent call it again with the same arguments and that code. The code expires after ten minutes, after one use, and when the recipients change.',
  }),
  topicTool({
    name: 'invites-list',
    operation: 'invites_list',
    title: 'List invites',
    hints: READS,
    description:
      'Lists the invite mails with their status, newest first: queued, sending, sent, failed (with the reason), cancelled or uncertain.',
  }),
  topicTool({
    name: 'invites-summary',
    operation: 'invites_summary_retrieve',
    title: 'Sum up the invites',
    hints: READS,
    description: 'Returns the number of invites per status, the current sending rate and the estimated end.',
  }),
  topicTool({
    name: 'invites-csv',
    operation: 'invites_csv_retrieve',
    title: 'List invites, as CSV',
    hints: READS,
    description:
      'Returns the invites as CSV text. The result is cut after the first lines; the REST API returns the whole file.',
  }),
  topicTool({
    name: 'invites-cancel',
    operation: 'invites_cancel_create',
    title: 'Stop queued invites',
    hints: OVERWRITES,
    description:
      'Cancels every invite of the topic that is still queued. Mails that were sent cannot be recalled.',
  }),
  topicTool({
    name: 'invites-retry',
    operation: 'invites_retry_create',
    title: 'Try a failed invite again',
    hints: MAILS,
    description: 'Puts one failed invite back into the queue, so it is mailed again.',
  }),
  topicTool({
    name: 'invites-settle',
    operation: 'invites_settle_create',
    title: 'Settle an uncertain invite',
    hints: OVERWRITES,
    description:
      'Records whether an uncertain invite arrived: `sent` or `failed`. Ask the user first; do not guess. After `failed` the person can be mailed again.',
  }),
];
