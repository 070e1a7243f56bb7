import { hints, MAILS, OVERWRITES, READS, SETS, type ToolSpec, topicTool } from './tool-spec';

/** The tools whose call needs a confirmation code. */
export const CONFIRMED_TOOLS: readonly string[] = [
  'user-interview-topics-send-invites',
  'user-interview-topics-remind',
];

/** Tools that show batches, and pause, resume and cancel them. */
export const BATCH_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'batches-list',
    operation: 'batches_list',
    title: 'List the sends',
    hints: READS,
    description:
      'Lists the batches of a topic, newest first: one per call that sent invites or reminders, with its state, counts, sending rate and estimated end. Use it to see whether a send is scheduled, running, paused or done.',
  }),
  topicTool({
    name: 'batches-retrieve',
    operation: 'batches_retrieve',
    title: 'Follow a send',
    hints: READS,
    description:
      'Returns one batch. `pause_reason` `failures` means that it paused itself, because the mail server refused too many of its mails: find out why with invites-list before you resume it.',
  }),
  topicTool({
    name: 'batches-pause',
    operation: 'batches_pause_create',
    title: 'Pause a send',
    hints: SETS,
    description:
      'Holds back every mail of the batch that has not gone out. Nothing is lost; batches-resume goes on.',
  }),
  topicTool({
    name: 'batches-resume',
    operation: 'batches_resume_create',
    title: 'Resume a send',
    hints: MAILS,
    description: 'Lets the mails of a paused batch go out. Ask the user first: mails cannot be recalled.',
  }),
  topicTool({
    name: 'batches-cancel',
    operation: 'batches_cancel_create',
    title: 'Cancel a send',
    hints: OVERWRITES,
    description:
      'Ends a batch: mails that have not gone out are not sent. It cannot be resumed; a later send-invites mails these people.',
  }),
];

/** Tools that preview, send and follow invites. */
export const INVITE_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'preview-invite',
    operation: 'preview_invite_create',
    title: 'Preview the invite',
    hints: READS,
    description:
      'Renders subject and body of the invite as one targeted person would get it. Pass `subject` and `message` to try out texts without saving them; `{{name}}`, `{{topic}}` and `{{deadline}}` in them are filled in. The link in it is a placeholder.',
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
      'Mails the invite to every targeted person who was not mailed yet, at once or at `send_at`. This cannot be undone. First call it with `dry_run: true`: that sends no mail, returns who would be mailed and why others would not, and a `confirmation_code`. Show the recipients to the user you work for, and only with their consent call it again with the same arguments and that code. The code expires after ten minutes, after one use, and when the recipients change.',
  }),
  topicTool({
    name: 'remind',
    operation: 'remind_create',
    title: 'Mail reminders',
    hints: MAILS,
    description:
      'Mails a reminder to everybody who was invited, has not answered and was not mailed lately, or to those of the given `identifiers`. This cannot be undone. Like send-invites, first call it with `dry_run: true`, show the user whom it would mail, and only with their consent call it again with the same arguments and the `confirmation_code` from there. A topic with `reminder_count` reminds people by itself.',
  }),
  topicTool({
    name: 'invites-list',
    operation: 'invites_list',
    title: 'List invites',
    hints: READS,
    description:
      'Lists the mails of a topic with their status, newest first: queued, sending, sent, failed (with the reason), cancelled or uncertain. `kind` tells invites, reminders and thanks apart, and `contact_status` whether the person may still be mailed.',
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
