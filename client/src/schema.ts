// Generated from openapi.json by `npm run client`.
/* eslint-disable max-lines */

export interface paths {
  '/api/projects/{project_id}/audit_events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List write operations
     * @description All successful write operations on the project, newest first.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['audit_events_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List topics
     * @description Returns the topics of the project, newest first.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_list'];
    put?: never;
    /**
     * Create a topic
     * @description Creates a topic. It may target nobody yet: people can be added later, or answer through the shared link.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a topic
     * @description Returns one topic.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_retrieve'];
    put?: never;
    post?: never;
    /**
     * Delete a topic
     * @description Deletes the topic with its contexts, links and invites. Links stop working at once.
     *
     *     Scope: `user_interview:write`.
     */
    delete: operations['user_interview_topics_destroy'];
    options?: never;
    head?: never;
    /**
     * Change a topic
     * @description Changes the fields that are sent. A list replaces the stored one. The links of people who are not targeted any more stop working at once.
     *
     *     Scope: `user_interview:write`.
     */
    patch: operations['user_interview_topics_partial_update'];
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/add_interviewee': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Target one more person
     * @description Adds an identifier to the topic: an address, or a name with an address, to `interviewee_emails`; any other id to `interviewee_distinct_ids`. Repeating the call changes nothing.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_add_interviewee_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/remove_interviewee': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stop targeting a person
     * @description Removes the identifier from both lists and disables the person's links. Repeating the call changes nothing.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_remove_interviewee_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{topic_id}/interviewees': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List contexts
     * @description Returns the context rows of the topic, newest first.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_interviewees_list'];
    put?: never;
    /**
     * Add context about a person
     * @description Adds a context row. A topic has at most one row per identifier; a second one is refused with the code `unique`.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_interviewees_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{topic_id}/interviewees/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add context about many people
     * @description Adds up to 500 rows in one request, all or none. Identifiers that already have a row are skipped and reported, unless `on_conflict` says to write their context.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_interviewees_bulk_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{topic_id}/interviewees/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a context
     * @description Returns one context row.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_interviewees_retrieve'];
    put?: never;
    post?: never;
    /**
     * Delete a context
     * @description Deletes the row. The person's link keeps working.
     *
     *     Scope: `user_interview:write`.
     */
    delete: operations['user_interview_topics_interviewees_destroy'];
    options?: never;
    head?: never;
    /**
     * Change a context
     * @description Changes the fields that are sent. The person's link does not change, even when the identifier does.
     *
     *     Scope: `user_interview:write`.
     */
    patch: operations['user_interview_topics_interviewees_partial_update'];
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/generate_links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make links
     * @description Returns one private link per targeted person, the same on every call. Adds a blank context row for each person who has none. Without `limit` all links are on one page.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_generate_links_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/links_csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make links, as CSV
     * @description Returns the links of generate_links as a CSV file for mail merges. Cells that look like formulas are quoted.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_links_csv_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/rotate_link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace a person's link
     * @description Gives a targeted person a new link. The old one works for 300 seconds more, unless configured otherwise. The next send_invites mails the new one.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_rotate_link_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/test_link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your test link
     * @description Returns your own link for trying the interview, and the latest interview that you completed with it. Test interviews do not count as responses.
     *
     *     Scope: `user_interview:write`.
     */
    get: operations['user_interview_topics_test_link_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/shared_link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get the shared link
     * @description A single link for the whole topic. Each visitor enters a name and answers as a separate respondent. The link is the same on every call, until it is ended. It also works while the topic targets no one.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_shared_link_create'];
    /**
     * End the shared link
     * @description The link stops working at once, also for visitors who have started the interview. The next call that gets the link makes a new one.
     *
     *     Scope: `user_interview:write`.
     */
    delete: operations['user_interview_topics_shared_link_destroy'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/preview_invite': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview an invite
     * @description The mail that a targeted person would get, with a placeholder instead of the link. Sends and stores nothing.
     *
     *     Scope: `user_interview:read`.
     */
    post: operations['user_interview_topics_preview_invite_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/send_invites': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send the invites
     * @description Creates missing links and mails each person whose identifier is an email address. A person whose current link was mailed before is skipped, so it is safe to repeat the call.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_send_invites_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/send_test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send yourself a test invite
     * @description Sends you the invite, marked as a test and with your test link, so that you can check it before you send the invites.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_send_test_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the invites
     * @description One row per mail, newest first: recipient, times, number of attempts and status.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_invites_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count the invites
     * @description Number of mails by status, how fast they are sent, and when the last one will be sent.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_invites_summary_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the invites as CSV
     * @description All mails of the topic as a file. A cell that a spreadsheet would run as a formula is prefixed with `'`.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_invites_csv_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel queued invites
     * @description Cancels all queued mails, which no worker has started to send. A later `send_invites` mails these people again. Uncertain mails stay uncertain and are not sent once more.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_invites_cancel_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites/{invite_id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Retry a failed invite
     * @description Queues a failed mail again, with the same link.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_invites_retry_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/invites/{invite_id}/settle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Settle an uncertain invite
     * @description Records what became of a mail that went out without a reply of the mail server, so that it is not sent once more. The log of the mail server, or the person, can tell.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_invites_settle_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interviews/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Search responses
     * @description Full text search in transcripts and summaries, best results first. If more than 300 transcripts or summaries match, only the newest 300 are ranked; the word order of "phrases" is checked only then. Tests, and transcripts of people who declined, are never found.
     *
     *     Scope: `user_interview:read`.
     */
    post: operations['user_interviews_search_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List responses
     * @description Interviews of the project that were started, newest first. Interviews that were declined later are listed without transcript and answers.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interviews_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interviews/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a response
     * @description One response with all its answers.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interviews_retrieve'];
    put?: never;
    post?: never;
    /**
     * Delete a response
     * @description Deletes the interview with its answers. If the link still works, it starts a new interview.
     *
     *     Scope: `user_interview:write`.
     */
    delete: operations['user_interviews_destroy'];
    options?: never;
    head?: never;
    /**
     * Change a response
     * @description Changes summary and classifications. The transcript and the answers cannot be changed.
     *
     *     Scope: `user_interview:write`.
     */
    patch: operations['user_interviews_partial_update'];
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/responses/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the responses as CSV
     * @description One line per response, newest first, without tests, and without declined ones unless `status` asks for them: person, status, times, summary, classifications, and each answer beside its question as it was asked: `question_1`, `answer_1`, `question_2`, `answer_2` and so on. A question that was not reached is empty. A cell that a spreadsheet would run as a formula is prefixed with `'`.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_responses_csv_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/responses/jsonl': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the responses as JSON Lines
     * @description One JSON object per line in the shape of `user_interviews_retrieve`, questions included, newest first, without tests, and without declined ones unless `status` asks for them.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_responses_jsonl_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/responses/markdown': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the responses as Markdown
     * @description A zip archive with one Markdown file per response, newest first, without tests, and without declined ones unless `status` asks for them.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_responses_markdown_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the progress of the interviewees
     * @description One row per person whom the topic targets, in target order, with the furthest state that is known: `completed`, `declined`, `started`, `opened`, or else the status of the latest mail. `counts` covers all people; the filter does not apply to it.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_progress_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/user_interviews/share/{token}/start_call': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a voice call
     * @description Creates a voice call with the interviewer. The access token is the only credential. 409 if the interview has been completed already or the topic takes no more answers; 503 if voice calls are not configured.
     */
    post: operations['user_interviews_share_start_call_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/user_interviews/vapi_webhook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive a message of the voice provider
     * @description An end-of-call report is stored and becomes an interview, once per call. Other messages are ignored. 401 if the signature is missing or wrong; 404 if the link that the call was started with is unknown.
     */
    post: operations['user_interviews_vapi_webhook_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ErrorDto: {
      /**
       * @example validation_error
       * @enum {string}
       */
      type:
        'validation_error' | 'authentication_error' | 'invalid_request' | 'throttled_error' | 'server_error';
      /**
       * @description Machine-readable reason.
       * @example required
       */
      code: string;
      /**
       * @description Human-readable reason, one sentence.
       * @example This field is required.
       */
      detail: string;
      /**
       * @description The invalid field. Nested fields are joined by `__`, with positions in lists. Null when the error is not about one field.
       * @example topic
       */
      attr: string | null;
    };
    AuditActorDto: {
      /** Format: uuid */
      uuid: string;
      /** Format: email */
      email: string;
    };
    AuditEventDto: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      created_at: string;
      /**
       * @description The operationId of the call.
       * @example user_interview_topics_create
       */
      operation: string;
      /** @description Ids of the objects that the operation changed or created. */
      target: {
        [key: string]: string;
      };
      user: components['schemas']['AuditActorDto'];
      /** @description First and last characters of the API key that was used. */
      key: string | null;
      /** @description The X-Request-Id of the response, which the logs contain too. */
      request_id: string;
    };
    UserDto: {
      /** @example 1 */
      readonly id: number;
      /** Format: uuid */
      readonly uuid: string;
      /**
       * Format: uuid
       * @description Same value as `uuid`.
       */
      readonly distinct_id: string;
      /** @example Ada */
      readonly first_name: string;
      /** @example Lovelace */
      readonly last_name: string;
      /**
       * Format: email
       * @example ada@example.com
       */
      readonly email: string;
      /** @description Always null. */
      readonly is_email_verified: boolean | null;
      /** @description Always empty. */
      readonly hedgehog_config: {
        [key: string]: unknown;
      };
      /** @description Always null. */
      readonly role_at_organization: string | null;
    };
    TopicDto: {
      /** Format: uuid */
      readonly id: string;
      readonly created_by: components['schemas']['UserDto'];
      /** Format: date-time */
      readonly created_at: string;
      /**
       * @example [
       *       "Ada Lovelace <ada@example.com>"
       *     ]
       */
      interviewee_emails: string[];
      /**
       * @example [
       *       "user-42"
       *     ]
       */
      interviewee_distinct_ids: string[];
      /** @example How teams plan their week */
      topic: string;
      agent_context: string;
      questions: string[];
      invite_subject: string;
      invite_message: string;
      /** Format: date-time */
      closes_at: string | null;
      max_responses: number | null;
      /** Format: date-time */
      expires_at: string | null;
    };
    CreateTopicDto: {
      /**
       * @description What the interview is about.
       * @example How teams plan their week
       */
      topic: string;
      /**
       * @description People to invite by email: an address, or `Display Name <address>`.
       * @example [
       *       "Ada Lovelace <ada@example.com>",
       *       "grace@example.com"
       *     ]
       */
      interviewee_emails?: string[];
      /**
       * @description People who are identified by something other than an email address. They get a link, but no mail.
       * @example [
       *       "user-42"
       *     ]
       */
      interviewee_distinct_ids?: string[];
      /**
       * @description Background for the interviewer, never shown to interviewees.
       * @example We redesigned the weekly view in October.
       */
      agent_context?: string;
      /**
       * @description Questions in the order in which they are asked.
       * @example [
       *       "How did you plan last week?",
       *       "What got in the way?"
       *     ]
       */
      questions?: string[];
      /**
       * @description Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links.
       * @example A few questions about planning
       */
      invite_subject?: string;
      /**
       * @description Text of the invite mail. Default: a standard text, also when blank. Plain text without links.
       * @example We would love to hear how your team plans its week.
       */
      invite_message?: string;
      /**
       * Format: date-time
       * @description From this time on the interview page says that the topic is closed. Null: never.
       * @example 2030-01-31T18:00:00Z
       */
      closes_at?: string | null;
      /**
       * @description Number of completed interviews that closes the topic. People who have started by then can finish. Null: no limit.
       * @example 50
       */
      max_responses?: number | null;
      /**
       * Format: date-time
       * @description From this time on the topic's links only open a page that says that they have expired. Null: never.
       * @example 2030-02-28T18:00:00Z
       */
      expires_at?: string | null;
    };
    UpdateTopicDto: {
      /**
       * @description What the interview is about.
       * @example How teams plan their week
       */
      topic?: string;
      /**
       * @description People to invite by email: an address, or `Display Name <address>`.
       * @example [
       *       "Ada Lovelace <ada@example.com>",
       *       "grace@example.com"
       *     ]
       */
      interviewee_emails?: string[];
      /**
       * @description People who are identified by something other than an email address. They get a link, but no mail.
       * @example [
       *       "user-42"
       *     ]
       */
      interviewee_distinct_ids?: string[];
      /**
       * @description Background for the interviewer, never shown to interviewees.
       * @example We redesigned the weekly view in October.
       */
      agent_context?: string;
      /**
       * @description Questions in the order in which they are asked.
       * @example [
       *       "How did you plan last week?",
       *       "What got in the way?"
       *     ]
       */
      questions?: string[];
      /**
       * @description Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links.
       * @example A few questions about planning
       */
      invite_subject?: string;
      /**
       * @description Text of the invite mail. Default: a standard text, also when blank. Plain text without links.
       * @example We would love to hear how your team plans its week.
       */
      invite_message?: string;
      /**
       * Format: date-time
       * @description From this time on the interview page says that the topic is closed. Null: never.
       * @example 2030-01-31T18:00:00Z
       */
      closes_at?: string | null;
      /**
       * @description Number of completed interviews that closes the topic. People who have started by then can finish. Null: no limit.
       * @example 50
       */
      max_responses?: number | null;
      /**
       * Format: date-time
       * @description From this time on the topic's links only open a page that says that they have expired. Null: never.
       * @example 2030-02-28T18:00:00Z
       */
      expires_at?: string | null;
    };
    IdentifierDto: {
      /**
       * @description An email address, `Display Name <address>`, or any other identifier.
       * @example Ada Lovelace <ada@example.com>
       */
      identifier: string;
    };
    ListedIdentifierDto: {
      /**
       * @description The identifier exactly as listed in the topic.
       * @example Ada Lovelace <ada@example.com>
       */
      identifier: string;
    };
    IntervieweeDto: {
      /** Format: uuid */
      readonly id: string;
      readonly created_by: components['schemas']['UserDto'];
      /** Format: date-time */
      readonly created_at: string;
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /** @example Plans for a team of twelve; moved from a paper calendar in June. */
      agent_context: string;
    };
    NewIntervieweeDto: {
      /** Format: uuid */
      readonly id: string;
      readonly created_by: components['schemas']['UserDto'];
      /** Format: date-time */
      readonly created_at: string;
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /** @example Plans for a team of twelve; moved from a paper calendar in June. */
      agent_context: string;
      /** @description Identifiers that the topic does not target, sorted. Their context is kept, and used once the topic targets them. */
      untargeted_identifiers: string[];
    };
    CreateIntervieweeDto: {
      /**
       * @description The person, as listed in the topic. The topic need not target this person (yet).
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier: string;
      /**
       * @description Background about this person for the interviewer, never shown to the person.
       * @example Plans for a team of twelve; moved from a paper calendar in June.
       */
      agent_context: string;
    };
    BulkResultDto: {
      inserted_count: number;
      /** @description Existing rows that were changed. Present only when `on_conflict` was sent. */
      updated_count?: number;
      skipped_count: number;
      /** @description Identifiers whose existing row was not changed, sorted. */
      skipped_identifiers: string[];
      /** @description Identifiers that the topic does not target, sorted. Their context is kept, and used once the topic targets them. */
      untargeted_identifiers: string[];
    };
    BulkIntervieweesDto: {
      /** @description One item per person. Each identifier may occur once. */
      items: components['schemas']['CreateIntervieweeDto'][];
      /**
       * @description What to do with identifiers that have a row already: keep the row (`skip`), write `agent_context` only where it is blank (`fill_blank`), or overwrite it (`update`).
       * @default skip
       * @enum {string}
       */
      on_conflict?: 'skip' | 'fill_blank' | 'update';
    };
    UpdateIntervieweeDto: {
      /**
       * @description The person, as listed in the topic. The topic need not target this person (yet).
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier?: string;
      /**
       * @description Background about this person for the interviewer, never shown to the person.
       * @example Plans for a team of twelve; moved from a paper calendar in June.
       */
      agent_context?: string;
    };
    LinkDto: {
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /**
       * @description Name used in the greeting.
       * @example Ada Lovelace
       */
      user_name: string;
      /**
       * Format: uri
       * @description Opens the interview without a login. Only this person should get it.
       * @example https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw
       */
      interview_url: string;
      /** @description The topic's context and the person's context, separated by an empty line. */
      agent_context: string;
    };
    TestInterviewDto: {
      /** Format: date-time */
      completed_at: string;
      transcript: string;
      summary: string;
    };
    TestLinkDto: {
      /**
       * Format: uri
       * @example https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw
       */
      interview_url: string;
      latest_test_interview: components['schemas']['TestInterviewDto'] | null;
    };
    SharedLinkDto: {
      /**
       * Format: uri
       * @example https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw
       */
      interview_url: string;
    };
    InvitePreviewDto: {
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /** @example Ada Lovelace */
      user_name: string;
      /**
       * Format: email
       * @example ada@example.com
       */
      email: string | null;
      /** @example Got 5 minutes to talk about How teams plan their week? */
      subject: string;
      /** @description HTML body with inlined styles. */
      html: string;
      /**
       * Format: uri
       * @example https://parley.example.com/interview/preview
       */
      interview_url: string;
      /** @description Whether `send_invites` would send a mail to this person. */
      emailable: boolean;
      /** @description Always true: a preview never shows a working link. */
      is_preview_link: boolean;
      /** @description Parts that cannot stand in a mail, because they hold a link, a domain or hidden characters. The mail has a default in their place. */
      fallbacks: ('topic' | 'subject' | 'message' | 'user_name')[];
    };
    PreviewInviteDto: {
      /**
       * @description Subject to try. Default: the topic's subject, also when blank.
       * @example A few questions about planning
       */
      subject?: string;
      /**
       * @description Message to try. Default: the topic's message, also when blank.
       * @example We would love to hear how your team plans its week.
       */
      message?: string;
      /**
       * @description A person whom the topic targets. Default: the first one, also when blank.
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier?: string;
    };
    InviteResultDto: {
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /**
       * Format: email
       * @description Null when the identifier is not an email address.
       * @example ada@example.com
       */
      email: string | null;
      /**
       * Format: uri
       * @description Null in a dry run.
       * @example https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw
       */
      interview_url: string | null;
      /** @description Whether the mail was queued or, with `send_async: false`, accepted by the mail server. In a dry run: whether it would be. */
      sent: boolean;
      /**
       * @description Why the mail was not sent: `not_an_email`, `duplicate_recipient` (an earlier identifier has the same mailbox), `already_sent`, or `error:<code>`. Empty when it was sent.
       * @example
       */
      reason: string;
    };
    SendInvitesDto: {
      /**
       * @description Subject of these mails. Default: the topic's subject, also when blank. Plain text without links.
       * @example A few questions about planning
       */
      subject?: string;
      /**
       * @description Message of these mails. Default: the topic's message, also when blank. Plain text without links.
       * @example We would love to hear how your team plans its week.
       */
      message?: string;
      /**
       * Format: email
       * @description Address for replies. Default: the address of the topic's creator, also when blank.
       * @example research@example.com
       */
      reply_to?: string;
      /**
       * @description true: queue the mails and respond at once. false: send the mails before responding. Use false for a few people only.
       * @default true
       */
      send_async?: boolean;
      /**
       * @description true: only report what a send would do now. Nothing is stored or mailed, and the rows have no links.
       * @default false
       */
      dry_run?: boolean;
    };
    TestInviteResultDto: {
      /**
       * Format: email
       * @description Your own address.
       * @example ada@example.com
       */
      email: string;
      /**
       * Format: uri
       * @description Your test link, which the mail contains.
       */
      interview_url: string;
      /** @description Whether the mail server accepted the mail. */
      sent: boolean;
      /**
       * @description Why the mail was not sent: `error:<code>`. Empty when it was sent.
       * @example
       */
      reason: string;
    };
    InviteCopyDto: {
      /**
       * @description Subject to try. Default: the topic's subject, also when blank.
       * @example A few questions about planning
       */
      subject?: string;
      /**
       * @description Message to try. Default: the topic's message, also when blank.
       * @example We would love to hear how your team plans its week.
       */
      message?: string;
    };
    LedgerEntryDto: {
      /** Format: uuid */
      id: string;
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /**
       * Format: email
       * @example ada@example.com
       */
      email: string;
      /**
       * @description `queued`: waits to be sent. `sending`: a worker is sending it. `sent`: the mail server accepted it. `failed`: it will not be tried again. `cancelled`: it was cancelled, or its link was revoked. `uncertain`: it went out, but the mail server did not reply, so it may have arrived; it is sent once more at most, at `next_attempt_at`, and can be settled.
       * @enum {string}
       */
      status: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'uncertain';
      /** @description Attempts to which the mail server replied. */
      attempts: number;
      /**
       * @description Code of the last failure, such as `smtp_550`. Empty when there was none.
       * @example
       */
      reason: string;
      /**
       * Format: uuid
       * @description The send_invites call that this mail belongs to.
       */
      batch: string;
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Earliest time of the next attempt. Null unless it waits for one: always when queued, and until the second attempt when uncertain.
       */
      next_attempt_at: string | null;
      /** Format: date-time */
      sent_at: string | null;
    };
    LedgerSummaryDto: {
      queued: number;
      sending: number;
      sent: number;
      failed: number;
      cancelled: number;
      uncertain: number;
      /** @description Number of all deliveries. */
      total: number;
      /** @description Mails per second during the last minute of sending. */
      rate_per_second: number;
      /**
       * Format: date-time
       * @description When the last queued mail will be sent at this rate. Null when no mail is queued or none is being sent.
       */
      estimated_end: string | null;
    };
    CancelResultDto: {
      cancelled_count: number;
    };
    SettleInviteDto: {
      /**
       * @description `sent`: the mail arrived. `failed`: it did not, so a retry or the next `send_invites` mails the person again.
       * @example sent
       * @enum {string}
       */
      outcome: 'sent' | 'failed';
    };
    SearchDto: {
      /**
       * @description Words that must all occur, in any inflected form of English, German or Spanish: in the language of the interview, or in all three if it is not known, as for calls. Words such as `is` or `the` need not occur, unless there are no others. "Quotes" make a phrase, `-` excludes a word, `OR` separates alternatives. Only the first 20 terms are used.
       * @example weekly planning -calendar
       */
      query: string;
      /** @description Kinds of text to search. Default: both. */
      document_types?: ('transcript' | 'summary')[];
      /**
       * Format: uuid
       * @description Only responses to the topic with this id.
       */
      topic_id?: string | null;
      /** @description Only responses with one of these classifications. */
      classifications?: ('abandoned' | 'off-topic')[];
      /**
       * @description Maximum number of results.
       * @default 10
       */
      limit?: number;
    };
    SearchResultDto: {
      /** Format: uuid */
      interview_id: string;
      /** @enum {string} */
      document_type: 'transcript' | 'summary';
      /** @example 0.81 */
      similarity: number;
      /**
       * @description The matching part of the text, as plain text.
       * @example I plan the week on Sundays.
       */
      content_snippet: string;
      /**
       * @description Speaker of the snippet. Null in a summary.
       * @enum {string|null}
       */
      speaker: 'interviewer' | 'interviewee' | null;
      /** @description Turn of the transcript, counted from 0. Null in a summary. */
      position: number | null;
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /** Format: uuid */
      topic_id: string | null;
      /** Format: date-time */
      created_at: string;
    };
    AnswerDto: {
      /** @description Counts from 0. The last position is the closing question for anything else. */
      position: number;
      /**
       * @description The question as it was asked.
       * @example How did you plan last week?
       */
      question: string;
      /**
       * @description The answer, empty when skipped.
       * @example On paper.
       */
      text: string;
      /** @description Whether the person chose to skip the question. */
      skipped: boolean;
      /** Format: date-time */
      answered_at: string;
    };
    ResponseDto: {
      /** Format: uuid */
      readonly id: string;
      /** @description The user who created the topic. */
      readonly created_by: components['schemas']['UserDto'];
      /** Format: date-time */
      readonly created_at: string;
      /**
       * @example [
       *       "ada@example.com"
       *     ]
       */
      readonly interviewee_emails: string[];
      /**
       * @description The identifier in the topic; `shared:…` for a visitor of a shared link; the user id for a test.
       * @example Ada Lovelace <ada@example.com>
       */
      readonly interviewee_identifier: string;
      /**
       * Format: uuid
       * @description Id of the topic. Null when the topic was deleted.
       */
      readonly topic: string | null;
      /**
       * @description Turns separated by empty lines. Empty when the person declined.
       * @example Interviewer: How did you plan last week?
       *
       *     Interviewee: On paper.
       */
      readonly transcript: string;
      summary: string;
      /** @description `abandoned` is derived from the status. */
      classifications: ('abandoned' | 'off-topic')[];
      /**
       * @description Kind of the link through which the interview was opened.
       * @enum {string}
       */
      readonly kind: 'personal' | 'shared' | 'test';
      /** @description Name that a visitor of a shared link entered. */
      readonly respondent_name: string;
      /**
       * @description `abandoned`: started, but nothing was answered for a day, or for the configured time.
       * @enum {string}
       */
      readonly status: 'started' | 'completed' | 'declined' | 'abandoned';
      /**
       * @description Language of the consent.
       * @example en
       */
      readonly language: string | null;
      /** Format: date-time */
      readonly started_at: string | null;
      /** Format: date-time */
      readonly last_activity_at: string;
      /** Format: date-time */
      readonly completed_at: string | null;
      /** @description Answers in order of position. Empty when the person declined, and for a voice interview. */
      readonly answers: components['schemas']['AnswerDto'][];
    };
    UpdateResponseDto: {
      /**
       * @description The researcher's summary.
       * @example Plans on paper; gave up on the weekly view.
       */
      summary?: string;
      /**
       * @description Replaces the old list. `abandoned` is derived from the status; sending it changes nothing.
       * @example [
       *       "off-topic"
       *     ]
       */
      classifications?: ('abandoned' | 'off-topic')[];
    };
    ProgressDto: {
      /** @example Ada Lovelace <ada@example.com> */
      interviewee_identifier: string;
      /**
       * @description `uncertain`: the invite went out, but the mail server did not reply, so it may have arrived.
       * @enum {string}
       */
      state:
        | 'not_invited'
        | 'queued'
        | 'sent'
        | 'uncertain'
        | 'failed'
        | 'opened'
        | 'started'
        | 'completed'
        | 'declined';
      /**
       * Format: date-time
       * @description When the person reached this state. For `failed` and `uncertain`: when the mail was queued. Null for `not_invited`.
       */
      since: string | null;
    };
    ProgressCountsDto: {
      not_invited: number;
      queued: number;
      sent: number;
      uncertain: number;
      failed: number;
      opened: number;
      started: number;
      completed: number;
      declined: number;
    };
    WebCallDto: {
      /**
       * @description The voice provider's id of the call.
       * @example 7420f27a-30fd-4f49-a995-5549ae7cc00d
       */
      id: string;
      /**
       * Format: uri
       * @description URL at which the browser joins the call.
       */
      url: string;
      /**
       * Format: uri
       * @description The same URL under the name that the provider's own client uses.
       */
      webCallUrl: string;
      /**
       * @description What the call records, as the provider describes it to its own client. Null if the provider says nothing.
       * @example {
       *       "recordingEnabled": true,
       *       "videoRecordingEnabled": false
       *     }
       */
      artifactPlan: {
        [key: string]: unknown;
      } | null;
    };
    WebCallAnswerDto: {
      web_call: components['schemas']['WebCallDto'];
    };
    StartCallDto: {
      /**
       * @description Name of the person. Required on a shared link, ignored on other links.
       * @example Grace
       */
      name?: string;
      /** @description Key of the browser on a shared link: 8 to 200 characters out of A-Z a-z 0-9 _ -. Without a key the caller is a new respondent. */
      respondent_key?: string;
      /** @description Id of the respondent in your analytics. An unusable value is ignored. */
      distinct_id?: string;
      /**
       * Format: uuid
       * @description Id of the session in your analytics, a UUID of version 7. An unusable value is ignored.
       */
      session_id?: string;
      /** @description Must be empty. Bots fill it in, and their calls are refused. */
      _hp?: string;
    };
    NewInterviewDto: {
      /**
       * Format: uuid
       * @description Id of the interview.
       */
      interview_id: string;
    };
    NothingToDoDto: {
      /** @enum {string} */
      status: 'duplicate' | 'ignored';
      /**
       * Format: uuid
       * @description Id of the interview that a duplicate belongs to. Absent for ignored messages.
       */
      interview_id?: string;
    };
    StoredReportDto: {
      /** @enum {string} */
      status: 'stored';
    };
  };
  responses: {
    /** @description The content of the request is invalid; `code` is the reason and `attr` the field. */
    Invalid: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "validation_error",
         *       "code": "required",
         *       "detail": "This field is required.",
         *       "attr": "topic"
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The API key is missing, unknown, revoked or malformed. */
    Unauthenticated: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'WWW-Authenticate': components['headers']['Authenticate'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "authentication_error",
         *       "code": "not_authenticated",
         *       "detail": "Authentication credentials were not provided.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The API key lacks the scope that `detail` names. */
    Forbidden: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "authentication_error",
         *       "code": "permission_denied",
         *       "detail": "API key is missing the required scope 'user_interview:write'.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The project has no object with this id, or the key cannot access the project; `detail` says which. */
    NotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "not_found",
         *       "detail": "No topic with this id in this project.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description Too many requests; `Retry-After` is the time to wait in seconds. */
    Throttled: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "throttled_error",
         *       "code": "throttled",
         *       "detail": "Request was throttled. Expected available in 12 seconds.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description An unexpected error of the server. No partial changes were stored. */
    ServerError: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "server_error",
         *       "code": "error",
         *       "detail": "A server error occurred.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description Something that the operation needs is not configured or not reachable, or too many large requests arrive at once (`overloaded`, with `Retry-After`). */
    Unavailable: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "server_error",
         *       "code": "unavailable",
         *       "detail": "The service is not available right now.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The Idempotency-Key is in use by another request, or the current state does not allow the operation. */
    Conflict: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "idempotency_key_in_use",
         *       "detail": "The first request with this Idempotency-Key still runs. Repeat it in a moment.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The body is larger than 20 MB, or has more than 1 000 000 fields and values. */
    TooLarge: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "body_too_large",
         *       "detail": "The request body is larger than 20 MB.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The body is neither JSON nor a form, or it is compressed. */
    UnsupportedMediaType: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "unsupported_media_type",
         *       "detail": "Send application/json or application/x-www-form-urlencoded.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The link does not exist or no longer works. */
    NoSuchLink: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "not_found",
         *       "detail": "No interview has this link, or the link does not work any more.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The current state does not allow the operation. */
    Closed: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "interview_closed",
         *       "detail": "This topic takes no more answers.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The body is larger than 1 MB (a message of the voice provider: 5 MB), or has more than 10 000 fields and values. */
    TooLargeWithoutKey: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "invalid_request",
         *       "code": "body_too_large",
         *       "detail": "The request body is larger than 1 MB.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description An external service that the operation needs has failed. */
    UpstreamFailed: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "server_error",
         *       "code": "voice_vendor_failed",
         *       "detail": "The voice call could not be set up. Try again.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
    /** @description The signature is missing or wrong. */
    UnsignedReport: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'WWW-Authenticate': components['headers']['Authenticate'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "authentication_error",
         *       "code": "authentication_failed",
         *       "detail": "The signature is not valid.",
         *       "attr": null
         *     }
         */
        'application/json': components['schemas']['ErrorDto'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description Id of the request, also in the logs. */
    RequestId: string;
    /** @description `true` if this is the stored response to an earlier request with the same Idempotency-Key. */
    IdempotentReplayed: 'true';
    /**
     * @description Names of unknown fields in the body, at most 20, percent-encoded. Fields of the response count as read-only and are not listed, and bodies over 256 KB are not searched.
     * @example topci, items__0__contxt
     */
    IgnoredFields: string;
    /** @description Seconds until the next request can succeed. */
    RetryAfter: number;
    /** @description How to authenticate. */
    Authenticate: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  audit_events_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List write operations */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['AuditEventDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Words that must all occur in the topic; upper and lower case are equal. */
        search?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List topics */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['TopicDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "topic": "How teams plan their week",
         *       "interviewee_emails": [
         *         "Ada Lovelace <ada@example.com>",
         *         "grace@example.com"
         *       ],
         *       "interviewee_distinct_ids": [
         *         "user-42"
         *       ],
         *       "agent_context": "We redesigned the weekly view in October.",
         *       "questions": [
         *         "How did you plan last week?",
         *         "What got in the way?"
         *       ],
         *       "invite_subject": "A few questions about planning",
         *       "invite_message": "We would love to hear how your team plans its week."
         *     }
         */
        'application/json': components['schemas']['CreateTopicDto'];
        'application/x-www-form-urlencoded': components['schemas']['CreateTopicDto'];
      };
    };
    responses: {
      /** @description Create a topic */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a topic */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without a body. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "agent_context": "We redesigned the weekly view in October."
         *     }
         */
        'application/json': components['schemas']['UpdateTopicDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateTopicDto'];
        'multipart/form-data': components['schemas']['UpdateTopicDto'];
      };
    };
    responses: {
      /** @description Change a topic */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_add_interviewee_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "identifier": "Mary Jackson <mary@example.com>"
         *     }
         */
        'application/json': components['schemas']['IdentifierDto'];
        'application/x-www-form-urlencoded': components['schemas']['IdentifierDto'];
      };
    };
    responses: {
      /** @description Target one more person */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_remove_interviewee_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "identifier": "Mary Jackson <mary@example.com>"
         *     }
         */
        'application/json': components['schemas']['ListedIdentifierDto'];
        'application/x-www-form-urlencoded': components['schemas']['ListedIdentifierDto'];
      };
    };
    responses: {
      /** @description Stop targeting a person */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List contexts */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['IntervieweeDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "interviewee_identifier": "Ada Lovelace <ada@example.com>",
         *       "agent_context": "Plans for a team of twelve; moved from a paper calendar in June."
         *     }
         */
        'application/json': components['schemas']['CreateIntervieweeDto'];
        'application/x-www-form-urlencoded': components['schemas']['CreateIntervieweeDto'];
      };
    };
    responses: {
      /** @description Add context about a person */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewIntervieweeDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_bulk_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "items": [
         *         {
         *           "interviewee_identifier": "grace@example.com",
         *           "agent_context": "Plans for herself."
         *         },
         *         {
         *           "interviewee_identifier": "user-42",
         *           "agent_context": "Plans for a team of three."
         *         }
         *       ],
         *       "on_conflict": "skip"
         *     }
         */
        'application/json': components['schemas']['BulkIntervieweesDto'];
        'application/x-www-form-urlencoded': components['schemas']['BulkIntervieweesDto'];
      };
    };
    responses: {
      /** @description Add context about many people */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkResultDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the context row. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a context */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntervieweeDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the context row. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without a body. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_interviewees_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        topic_id: string;
        /** @description Id of the context row. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "agent_context": "Plans for a team of twelve; moved from a paper calendar in June."
         *     }
         */
        'application/json': components['schemas']['UpdateIntervieweeDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateIntervieweeDto'];
        'multipart/form-data': components['schemas']['UpdateIntervieweeDto'];
      };
    };
    responses: {
      /** @description Change a context */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntervieweeDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_generate_links_create: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000. Without it, or with an unusable value, all rows from `offset` on. */
        limit?: number;
      };
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Make links */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['LinkDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_links_csv_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Columns interviewee_identifier, interviewee_email, user_name, interview_url. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_rotate_link_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "identifier": "Ada Lovelace <ada@example.com>"
         *     }
         */
        'application/json': components['schemas']['ListedIdentifierDto'];
        'application/x-www-form-urlencoded': components['schemas']['ListedIdentifierDto'];
      };
    };
    responses: {
      /** @description Replace a person's link */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LinkDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_test_link_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get your test link */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestLinkDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_shared_link_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get the shared link */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SharedLinkDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_shared_link_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without a body. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_preview_invite_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "subject": "",
         *       "message": "",
         *       "interviewee_identifier": ""
         *     }
         */
        'application/json': components['schemas']['PreviewInviteDto'];
        'application/x-www-form-urlencoded': components['schemas']['PreviewInviteDto'];
      };
    };
    responses: {
      /** @description Preview an invite */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitePreviewDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_send_invites_create: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000. Without it, or with an unusable value, all rows from `offset` on. */
        limit?: number;
      };
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "subject": "",
         *       "message": "",
         *       "send_async": true,
         *       "dry_run": false
         *     }
         */
        'application/json': components['schemas']['SendInvitesDto'];
        'application/x-www-form-urlencoded': components['schemas']['SendInvitesDto'];
      };
    };
    responses: {
      /** @description Send the invites */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['InviteResultDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_send_test_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "subject": "",
         *       "message": ""
         *     }
         */
        'application/json': components['schemas']['InviteCopyDto'];
        'application/x-www-form-urlencoded': components['schemas']['InviteCopyDto'];
      };
    };
    responses: {
      /** @description Send yourself a test invite */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TestInviteResultDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Only deliveries with this status. */
        status?: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'uncertain';
        /** @description Part of the identifier or the address; upper and lower case are equal. */
        search?: string;
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List the invites */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['LedgerEntryDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_summary_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Count the invites */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerSummaryDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_csv_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One line per mail. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_cancel_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Cancel queued invites */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelResultDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_retry_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the invite. */
        invite_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Retry a failed invite */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerEntryDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_invites_settle_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the invite. */
        invite_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "outcome": "sent"
         *     }
         */
        'application/json': components['schemas']['SettleInviteDto'];
        'application/x-www-form-urlencoded': components['schemas']['SettleInviteDto'];
      };
    };
    responses: {
      /** @description Settle an uncertain invite */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerEntryDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_search_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "query": "plan",
         *       "limit": 10
         *     }
         */
        'application/json': components['schemas']['SearchDto'];
        'application/x-www-form-urlencoded': components['schemas']['SearchDto'];
      };
    };
    responses: {
      /** @description The results. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SearchResultDto'][];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Only responses to the topic with this id. */
        topic?: string;
        /** @description Only responses with one of these classifications, separated by commas: abandoned, off-topic. */
        classifications?: string;
        /** @description Only responses with this status. */
        status?: 'started' | 'completed' | 'declined' | 'abandoned';
        /** @description Only responses through this kind of link. Tests are listed only with `kind=test`. */
        kind?: 'personal' | 'shared' | 'test';
        /** @description Words in the name, the identifier, the summary or the transcript. The syntax is that of the search operation. */
        search?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List responses */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Rows in the whole list. */
            count: number;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200
             */
            next: string | null;
            /**
             * Format: uri
             * @example https://parley.example.com/api/projects/0/user_interview_topics/?limit=100
             */
            previous: string | null;
            results: components['schemas']['ResponseDto'][];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the response. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a response */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ResponseDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the response. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success, without a body. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the response. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "classifications": [
         *         "off-topic"
         *       ]
         *     }
         */
        'application/json': components['schemas']['UpdateResponseDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateResponseDto'];
        'multipart/form-data': components['schemas']['UpdateResponseDto'];
      };
    };
    responses: {
      /** @description Change a response */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ResponseDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_responses_csv_retrieve: {
    parameters: {
      query?: {
        /** @description Only responses with this status. Without it all but declined ones. */
        status?: 'started' | 'completed' | 'declined' | 'abandoned';
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One line per response. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_responses_jsonl_retrieve: {
    parameters: {
      query?: {
        /** @description Only responses with this status. Without it all but declined ones. */
        status?: 'started' | 'completed' | 'declined' | 'abandoned';
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One response per line. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_responses_markdown_retrieve: {
    parameters: {
      query?: {
        /** @description Only responses with this status. Without it all but declined ones. */
        status?: 'started' | 'completed' | 'declined' | 'abandoned';
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A zip archive. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interview_topics_progress_retrieve: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Only people in this state. */
        state?:
          | 'not_invited'
          | 'queued'
          | 'sent'
          | 'uncertain'
          | 'failed'
          | 'opened'
          | 'started'
          | 'completed'
          | 'declined';
      };
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of people. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Number of people that match the filter. */
            count: number;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components['schemas']['ProgressDto'][];
            counts: components['schemas']['ProgressCountsDto'];
          };
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_share_start_call_create: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Access token: the last part of the interview link. */
        token: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "name": "Grace"
         *     }
         */
        'application/json': components['schemas']['StartCallDto'];
        'application/x-www-form-urlencoded': components['schemas']['StartCallDto'];
      };
    };
    responses: {
      /** @description Start a voice call */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebCallAnswerDto'];
        };
      };
      400: components['responses']['Invalid'];
      404: components['responses']['NoSuchLink'];
      409: components['responses']['Closed'];
      413: components['responses']['TooLargeWithoutKey'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      502: components['responses']['UpstreamFailed'];
      503: components['responses']['Unavailable'];
    };
  };
  user_interviews_vapi_webhook_create: {
    parameters: {
      query?: never;
      header: {
        /** @description HMAC-SHA256 of the body with VAPI_WEBHOOK_SECRET, as 64 lower-case hexadecimal digits. */
        'X-Vapi-Signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description Server message of Vapi. */
    requestBody: {
      content: {
        /**
         * @example {
         *       "message": {
         *         "type": "status-update",
         *         "status": "in-progress"
         *       }
         *     }
         */
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description Nothing was stored: the message is a duplicate, or of a type that is ignored. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NothingToDoDto'];
        };
      };
      /** @description Receive a message of the voice provider */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewInterviewDto'];
        };
      };
      /** @description The report is stored. Its interview could not be created now and will be created later. */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StoredReportDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['UnsignedReport'];
      404: components['responses']['NoSuchLink'];
      413: components['responses']['TooLargeWithoutKey'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
}
