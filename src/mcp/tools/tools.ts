import { ADDS, hints, MAILS, OVERWRITES, READS, SETS, type ToolHints, type ToolSpec } from './tool-spec';

export const SEND_INVITES = 'user-interview-topics-send-invites';

/** Every tool. The order is that of a study: plan, choose people, link, invite, watch, read. */
export const TOOLS: readonly ToolSpec[] = [
  topic(
    'list',
    'list',
    'List topics',
    READS,
    'Lists the planned interviews (topics) of the project, newest first. Use `search` to find one by words of its title, and take its `id` for the other tools.',
  ),
  topic(
    'create',
    'create',
    'Create a topic',
    ADDS,
    'Plans an interview: what it is about, what to ask, and whom to invite (addresses in `interviewee_emails`, people known by another id in `interviewee_distinct_ids`; at least one person). Nobody is mailed by this. Ask for questions and background before creating one.',
  ),
  topic(
    'retrieve',
    'retrieve',
    'Get a topic',
    READS,
    'One topic with its questions, its targeting and its invite copy.',
  ),
  topic(
    'partial-update',
    'partial_update',
    'Change a topic',
    OVERWRITES,
    'Changes only what is given. A list that is given replaces the old list as a whole, and whoever drops out of the targeting loses the private link at once; to change one person use add-interviewee or remove-interviewee.',
  ),
  topic(
    'destroy',
    'destroy',
    'Delete a topic',
    OVERWRITES,
    'Deletes a topic with its links, contexts and invites, for good. What people have said in interviews stays.',
  ),
  topic(
    'add-interviewee',
    'add_interviewee_create',
    'Target one more person',
    SETS,
    'Adds one person to the targeting, by address (`Name <address>` keeps the name) or by another id. Somebody who is there already stays as is. Nobody is mailed by this.',
  ),
  topic(
    'remove-interviewee',
    'remove_interviewee_create',
    'Stop targeting a person',
    OVERWRITES,
    'Takes a person out of the targeting. The private link stops working at once and cannot be revived; a person who is added again gets another one.',
  ),
  topic(
    'interviewees-list',
    'interviewees_list',
    'List contexts',
    READS,
    'What the interviewer knows about single people of a topic, newest first. Never shown to them.',
  ),
  topic(
    'interviewees-create',
    'interviewees_create',
    'Add context about a person',
    ADDS,
    'Tells the interviewer something about one person, such as plan, history or role. One row per person and topic.',
  ),
  topic(
    'interviewees-retrieve',
    'interviewees_retrieve',
    'Get a context',
    READS,
    'What the interviewer knows about one person, by the id of the row.',
  ),
  topic(
    'interviewees-partial-update',
    'interviewees_partial_update',
    'Change a context',
    OVERWRITES,
    "Replaces the context about a person, or the identifier it belongs to. The person's link stays as it is.",
  ),
  topic(
    'interviewees-destroy',
    'interviewees_destroy',
    'Delete a context',
    OVERWRITES,
    'Forgets the context about a person. The person stays targeted, and the link keeps working.',
  ),
  topic(
    'interviewees-bulk-create',
    'interviewees_bulk_create',
    'Add many contexts',
    // With `on_conflict: update` it overwrites.
    OVERWRITES,
    'Context about up to 500 people in one call. Rows that exist are left alone and reported, unless `on_conflict` says `fill_blank` or `update`.',
  ),
  topic(
    'generate-links',
    'generate_links_create',
    'Make private links',
    SETS,
    'Makes a private interview link for everybody the topic targets, and returns them; the same links on every call. Each link is private to its person: show it to nobody else. Nobody is mailed by this.',
  ),
  topic(
    'links-csv',
    'links_csv_create',
    'Make private links, as CSV',
    SETS,
    'The same links as generate-links as CSV text for a mail merge. Only the first lines come back here; the REST API gives the whole file.',
  ),
  topic(
    'rotate-link',
    'rotate_link_create',
    "Replace a person's link",
    hints({ destructiveHint: true }),
    'Gives one person a new private link, for example because the old one has leaked. The old one stops working after a few minutes.',
  ),
  topic(
    'test-link',
    'test_link_retrieve',
    'Get your own test link',
    SETS,
    'A link for trying the interview yourself, and what came of your last try. It counts nowhere.',
  ),
  topic(
    'shared-link',
    'shared_link_create',
    'Get the link for anybody',
    SETS,
    'One link per topic that anybody may use, such as in a newsletter; whoever opens it says a name. The same on every call.',
  ),
  topic(
    'shared-link-destroy',
    'shared_link_destroy',
    'End the link for anybody',
    OVERWRITES,
    'Ends the link for anybody at once, also for those who are in the middle.',
  ),
  topic(
    'preview-invite',
    'preview_invite_create',
    'Preview the invite',
    READS,
    'Subject and body of the invite as one targeted person would get it. `subject` and `message` can be tried out without saving. The link in it is a placeholder.',
  ),
  topic(
    'send-test',
    'send_test_create',
    'Mail yourself a test',
    hints({ openWorldHint: true }),
    'Mails the invite to yourself, marked as a test, with your own test link. Nobody else is mailed.',
  ),
  topic(
    'send-invites',
    'send_invites_create',
    'Mail the invites',
    MAILS,
    'Mails the invite to everybody who is targeted and was not mailed yet. This cannot be taken back. First call it with `dry_run: true`: it mails nobody, tells who would be mailed and why others would not, and returns a `confirmation_code`. Show the person you work for whom it would reach, and only after their consent call it again with the same arguments and that code. The code ends after ten minutes, after one use, and when the audience changes.',
  ),
  topic(
    'invites-list',
    'invites_list',
    'List invites',
    READS,
    'What became of each invite mail, newest first: queued, sending, sent, failed (with the reason) or cancelled.',
  ),
  topic(
    'invites-summary',
    'invites_summary_retrieve',
    'Sum up the invites',
    READS,
    'Number of invites per status, the present rate of sending and when it should end.',
  ),
  topic(
    'invites-csv',
    'invites_csv_retrieve',
    'List invites, as CSV',
    READS,
    'The invites as CSV text. Only the first lines come back here; the REST API gives the whole file.',
  ),
  topic(
    'invites-cancel',
    'invites_cancel_create',
    'Stop queued invites',
    OVERWRITES,
    'Stops every invite of the topic that is still queued. What was sent stays sent.',
  ),
  topic(
    'invites-retry',
    'invites_retry_create',
    'Try a failed invite again',
    MAILS,
    'Puts one failed invite back into the queue.',
  ),
  topic(
    'progress',
    'progress_retrieve',
    'See how far everybody is',
    READS,
    'The state of each targeted person, from not invited to completed, with the number of people per state.',
  ),
  topic(
    'responses-csv',
    'responses_csv_retrieve',
    'Export responses, as CSV',
    READS,
    'What was said in a topic, one line per response. Only the first lines come back here; the REST API gives the whole file.',
  ),
  topic(
    'responses-jsonl',
    'responses_jsonl_retrieve',
    'Export responses, as JSON Lines',
    READS,
    'What was said in a topic, one JSON object per line. Only the first lines come back here; the REST API gives the whole file.',
  ),
  response(
    'list',
    'list',
    'List responses',
    READS,
    'The interviews that people have held, newest first, with transcript, answers, summary and classifications. Filter by `topic`, `status`, `classifications` or words.',
  ),
  response('retrieve', 'retrieve', 'Get a response', READS, 'One interview with its whole transcript.'),
  response(
    'search',
    'search_create',
    'Search what people said',
    READS,
    'Finds passages in transcripts and summaries by words, the best first, each with who said it. Use it before reading whole transcripts.',
  ),
  response(
    'partial-update',
    'partial_update',
    'Sum up or classify a response',
    OVERWRITES,
    'Writes the summary of a response, or marks it as off-topic. What the person said cannot be changed.',
  ),
  response(
    'destroy',
    'destroy',
    'Delete a response',
    OVERWRITES,
    'Deletes what a person said, for good, for example because they ask for it.',
  ),
  {
    name: 'audit-events-list',
    operationId: 'audit_events_list',
    title: 'List changes',
    hints: READS,
    description: 'Who changed what in the project, newest first.',
  },
];

function topic(
  name: string,
  operation: string,
  title: string,
  hints: ToolHints,
  description: string,
): ToolSpec {
  const operationId = `user_interview_topics_${operation}`;
  return { name: `user-interview-topics-${name}`, operationId, title, description, hints };
}

function response(
  name: string,
  operation: string,
  title: string,
  hints: ToolHints,
  description: string,
): ToolSpec {
  const operationId = `user_interviews_${operation}`;
  return { name: `user-interviews-${name}`, operationId, title, description, hints };
}
