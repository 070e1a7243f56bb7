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
     * List operations
     * @description All successful write operations on the project, and the reads that `audit_reads` in its settings asks for, newest first. Rows cannot be changed, and are deleted by `retention` only.
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
  '/api/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the session
     * @description Who is signed in, their projects with their role in each, and the CSRF token. 401 when nobody is signed in.
     */
    get: operations['session_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/session/sign_out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out
     * @description Ends the session of the request.
     */
    post: operations['session_sign_out_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List one's sessions
     * @description The browsers in which the user is signed in, the last used first.
     */
    get: operations['sessions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End one of one's sessions
     * @description Signs the user out of a browser, from its next request on.
     */
    delete: operations['sessions_destroy'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/session/link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a link to sign in
     * @description Mails a link that signs in once, within 15 minutes, if the address belongs to a user. The answer is the same for every address.
     */
    post: operations['session_link_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the settings
     * @description Name, language and sender of mails, time zone, sending windows, contact rules, and privacy of the project.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['project_settings_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the settings
     * @description Changes the fields that are sent. A contact rule is a number and its days: both are set, or both are null. Rules and sending windows apply from the next mail on, also to mails that wait to be sent; language, sender and time zone apply to mails of later sends. A shorter retention deletes data at the next daily run: ask `project_retention_retrieve` what it would delete.
     *
     *     Scope: `*`.
     */
    patch: operations['project_settings_partial_update'];
    trace?: never;
  };
  '/api/projects/{project_id}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the members
     * @description The people who work in the project, in the order in which they joined, with their roles.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['members_list'];
    put?: never;
    /**
     * Add a member
     * @description Adds a person to the project and mails them a link that signs in once, within three days. 409 `already_member` if they are one.
     *
     *     Scope: `*`.
     */
    post: operations['members_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/members/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a member
     * @description Their session and keys do not reach the project from the next request on; what they made stays. 409 `last_admin` if the project would have no admin.
     *
     *     Scope: `*`.
     */
    delete: operations['members_destroy'];
    options?: never;
    head?: never;
    /**
     * Change the role of a member
     * @description Holds from the next request of the member on, also for their keys. 409 `last_admin` if the project would have no admin.
     *
     *     Scope: `*`.
     */
    patch: operations['members_partial_update'];
    trace?: never;
  };
  '/api/personal_api_keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List one's keys
     * @description Your keys that are neither revoked nor expired, newest first.
     */
    get: operations['personal_api_keys_list'];
    put?: never;
    /**
     * Make a key
     * @description The answer has the key, which is not stored and cannot be shown again. A key is never allowed more than your role: 403 otherwise, also later when the role is lowered. You can have 100 keys (409 `too_many_keys`).
     */
    post: operations['personal_api_keys_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/personal_api_keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke one of one's keys
     * @description The key is refused from its next request on.
     */
    delete: operations['personal_api_keys_destroy'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the keys that reach the project
     * @description Keys of members that are neither revoked nor expired, newest first, with their owners.
     *
     *     Scope: `*`.
     */
    get: operations['project_keys_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke a key that reaches the project
     * @description The key is refused from its next request on, also in the other projects of its owner.
     *
     *     Scope: `*`.
     */
    delete: operations['project_keys_destroy'];
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
  '/api/projects/{project_id}/contacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the contacts
     * @description One row per mailbox that was invited, has opted out or was imported, by address, with what stops or delays mails to it.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['contacts_list'];
    put?: never;
    /**
     * Set a contact
     * @description Adds a contact or, if the project has its mailbox, sets status and reason. A person's own "ask me later" stays: such a contact is `cooling_down` after `free`.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['contacts_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/contacts/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the contacts as CSV
     * @description All contacts as a file, by address, which `contacts_import_create` takes too. A cell that a spreadsheet would run as a formula is prefixed with `'`.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['contacts_csv_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/contacts/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import contacts
     * @description Takes a CSV file with a header row that has `email` and optionally `status` and `reason`; other columns are ignored. Commas, semicolons or tabs separate cells; text is UTF-8, with or without a byte order mark. At most 100 000 rows and 20 MB. A line without `status` adds the contact and leaves one that is there as it is; `cooling_down` changes nothing. Of several lines for one mailbox the last one counts. Lines that cannot be used are reported, at most the first 1000 of them, and stop no others; `error_count` counts all. An opt-out is never lifted. A file that is broken as a whole is refused, and nothing is stored.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['contacts_import_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/contacts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a contact
     * @description One contact with its status.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['contacts_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a contact
     * @description Changes status, reason or both. `bounced` and `opted_out` stop every mail; `do_not_contact` can be overridden per send. To lift `opted_out` takes the scope `*` and a `reason`, which is kept in the audit trail.
     *
     *     Scope: `user_interview:write`.
     */
    patch: operations['contacts_partial_update'];
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
  '/api/projects/{project_id}/user_interview_topics/{id}/remind': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remind people
     * @description Mails a reminder now to everybody who is due, or to those of the people named in `identifiers`: who was invited, has not answered, and got no mail during the topic's `reminder_gap_days`. A person gets three reminders at most, with the link of the invite. Reasons besides those of `send_invites`: `not_invited` (no invite has gone out), `reminded_recently` (inside the gap, until `free_at`), and `already_sent` (three reminders).
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_remind_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the batches
     * @description One row per `send_invites` or `remind` call, and for reminders and thanks that were due together; newest first.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_batches_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/batches/{batch_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a batch
     * @description Its state, how many mails are where, how fast they are sent, and when the last one will be sent.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_batches_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/batches/{batch_id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pause a batch
     * @description Keeps back every mail whose text has not begun to go out, until the batch is resumed.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_batches_pause_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/batches/{batch_id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resume a batch
     * @description Lets the mails of a paused batch go out again. Whether each person may be mailed is decided again.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_batches_resume_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/user_interview_topics/{id}/batches/{batch_id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a batch
     * @description Ends a batch: mails whose text has not begun to go out are not sent. A later `send_invites` mails these people again.
     *
     *     Scope: `user_interview:write`.
     */
    post: operations['user_interview_topics_batches_cancel_create'];
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
     * @description One row per mail, newest first: recipient, kind, times, number of attempts and status. Invites, reminders and thanks are listed together.
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
     * @description Cancels all queued mails, which no worker has started to send. A later `send_invites` mails these people again; reminders and thanks that were cancelled are not written again by themselves. Uncertain mails stay uncertain and are not sent once more.
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
  '/api/projects/{project_id}/consent_texts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the consent texts
     * @description The project's own consent texts and names of who is responsible, as people have consented to them, newest first. `consent_version` of a response names one of them, or a text that Parley brings, which is not listed.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['consent_texts_list'];
    put?: never;
    post?: never;
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
  '/api/projects/{project_id}/user_interview_topics/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count the people of topics
     * @description For each of the named topics the number of people whom it targets, and how many of them are invited, have completed the interview, have declined, or are waited for. In the order of the ids, on one page.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['user_interview_topics_progress_list'];
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
  '/api/projects/{project_id}/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the webhooks
     * @description The receivers of events of this project, newest first.
     *
     *     Scope: `*`.
     */
    get: operations['webhooks_list'];
    put?: never;
    /**
     * Make a webhook
     * @description Sends the chosen events to a URL, as Standard Webhooks 1.0 says. The answer has the secret that verifies the signatures; it cannot be shown again. A project has at most 20 webhooks (409 `too_many_webhooks`). An Idempotency-Key is not kept.
     *
     *     Scope: `*`.
     */
    post: operations['webhooks_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/webhooks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a webhook
     * @description Its address, its events, and whether it works.
     *
     *     Scope: `*`.
     */
    get: operations['webhooks_retrieve'];
    put?: never;
    post?: never;
    /**
     * Delete a webhook
     * @description Deletes it with its attempts; events that were not sent yet are dropped.
     *
     *     Scope: `*`.
     */
    delete: operations['webhooks_destroy'];
    options?: never;
    head?: never;
    /**
     * Change a webhook
     * @description Changes the fields that are sent. `enabled` true lets a webhook that was disabled get events again.
     *
     *     Scope: `*`.
     */
    patch: operations['webhooks_partial_update'];
    trace?: never;
  };
  '/api/projects/{project_id}/webhooks/{id}/rotate_secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace the secret of a webhook
     * @description Makes a new secret. Messages are signed with both for 24 hours, so that the receiver can change over. An Idempotency-Key is not kept.
     *
     *     Scope: `*`.
     */
    post: operations['webhooks_rotate_secret_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/webhooks/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a webhook
     * @description Sends the event `test`. The attempts show what the receiver answered.
     *
     *     Scope: `*`.
     */
    post: operations['webhooks_test_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/webhooks/{id}/attempts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the attempts of a webhook
     * @description The requests to the receiver, newest first. They are kept for 30 days; answers of the receiver are not.
     *
     *     Scope: `*`.
     */
    get: operations['webhooks_attempts_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/webhooks/{id}/attempts/{attempt_id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a message again
     * @description Sends the message of an attempt again, at once and with the same `webhook-id`.
     *
     *     Scope: `*`.
     */
    post: operations['webhooks_attempts_replay_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/mail_reports/{provider}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive a report on mails
     * @description Records bounces and complaints that a mail provider reports: in the list of invites as `bounce`, and at the contact, which becomes `bounced` or `opted_out`. `ses`, `postmark` and `brevo` send the secret as password (`Authorization: Basic`) or as Bearer token; `mailgun` signs in its body, and `standard` with the headers of Standard Webhooks 1.0. Repeats change nothing. 401, without any effect, if the signature or password is missing or wrong; 503 if the provider is off.
     */
    post: operations['mail_reports_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/people/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Export a person
     * @description Returns everything that the project holds about a person, over all topics: contact and choices, targeting, background, links (without the URLs), mails, events for webhooks, and responses with all that was said. A person of whom nothing is known gives empty lists.
     *
     *     Scope: `*`.
     */
    post: operations['people_export_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/people/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erase a person
     * @description Deletes everything that the project holds about a person, over all topics, at once and for good. Mails that wait are not sent, links end. Of a person who has opted out, a keyed hash of the address stays, so that no later send mails them. Try it with `dry_run` first, and export the person if you need a copy. Erasing again changes nothing.
     *
     *     Scope: `*`.
     */
    post: operations['people_erase_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/people/anonymise': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Anonymise a person
     * @description Keeps what a person said and replaces who said it: the identifier by a pseudonym, name and address inside of their interviews by `[name]` and `[address]`. Background, links, reports and recordings of calls, and the contact are removed as by erasing. A name that is also a word is replaced everywhere in these texts: try it with `dry_run` first. It cannot be undone.
     *
     *     Scope: `*`.
     */
    post: operations['people_anonymise_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/projects/{project_id}/retention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Preview the retention
     * @description Returns how many rows of each kind the next daily run would delete, by `retention` in the settings. Deletes nothing.
     *
     *     Scope: `user_interview:read`.
     */
    get: operations['project_retention_retrieve'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  'interview.started': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An interview has begun
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_interview_started'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'interview.completed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An interview is completed
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_interview_completed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'interview.declined': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person does not want to be interviewed
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_interview_declined'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'interview.withdrawn': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person has withdrawn their answers
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_interview_withdrawn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'invite.sent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The mail server has accepted a mail
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_invite_sent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'invite.failed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A mail will not be tried again
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_invite_failed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'invite.bounced': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A mail came back, or its recipient complained
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_invite_bounced'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'contact.opted_out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person wants no mails any more
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_contact_opted_out'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'topic.full': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A topic has all its answers
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_topic_full'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'batch.paused': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A batch was paused, or paused itself
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_batch_paused'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  test: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An admin tries the webhook
     * @description Sent to the webhooks of the project that ask for it. Any status from 200 to 299 within 15 seconds is a success.
     */
    post: operations['webhook_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
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
      /**
       * @description Why, in the words of the caller, for operations that ask for a reason, such as lifting an opt-out; else empty.
       * @example
       */
      reason: string;
      /** @description The X-Request-Id of the response, which the logs contain too. */
      request_id: string;
    };
    SignedInUserDto: {
      /** Format: uuid */
      id: string;
      /**
       * Format: email
       * @example ada@example.com
       */
      email: string;
      /** @example Ada */
      first_name: string;
      /** @example Lovelace */
      last_name: string;
    };
    /**
     * @description What the user may do in the project.
     * @enum {string}
     */
    Role: 'viewer' | 'researcher' | 'admin';
    SessionProjectDto: {
      /** Format: uuid */
      id: string;
      /** @example Acme */
      name: string;
      /** @description What the user may do in the project. */
      role: components['schemas']['Role'];
    };
    CurrentSessionDto: {
      user: components['schemas']['SignedInUserDto'];
      /** @description By name; empty for a user without a project. */
      projects: components['schemas']['SessionProjectDto'][];
      /** @description Value of the header `X-CSRF-Token`, which every request of the session that changes something needs. */
      csrf_token: string;
    };
    SessionDto: {
      /** Format: uuid */
      id: string;
      /**
       * @description What the browser says it is.
       * @example Mozilla/5.0 (X11; Linux x86_64)
       */
      user_agent: string;
      /** @description Whether this is the session of the request. */
      is_current: boolean;
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Exact to a minute.
       */
      last_used_at: string;
    };
    SignInLinkRequestedDto: {
      /** @example If the address belongs to a user, a mail with a link to sign in is on its way. */
      detail: string;
    };
    RequestSignInLinkDto: {
      /**
       * @description Address of the user.
       * @example ada@example.com
       */
      email: string;
      /**
       * @description Page of the console to go to afterwards, a path that starts with `/console`. Anything else leads to its start.
       * @example /console
       */
      next?: string;
    };
    SendingWindowDto: {
      /**
       * @example [
       *       "mon",
       *       "tue",
       *       "wed",
       *       "thu",
       *       "fri"
       *     ]
       */
      days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
      /**
       * @description Time of the day from which mails leave, as HH:MM.
       * @example 09:00
       */
      from: string;
      /**
       * @description Time of the day from which they no longer leave, after `from`; 24:00 for the end of the day.
       * @example 17:00
       */
      to: string;
    };
    ConsentTextDto: {
      /**
       * @description In English; empty for the text that Parley brings.
       * @example
       */
      en: string;
      /**
       * @description In German; empty for the text that Parley brings.
       * @example
       */
      de: string;
      /**
       * @description In Spanish; empty for the text that Parley brings.
       * @example
       */
      es: string;
    };
    RetentionDto: {
      /**
       * @description Interviews with all that was said, after their last activity. Null keeps it.
       * @example null
       */
      responses: number | null;
      /**
       * @description Links to recordings of voice calls, after the report of the call. Null keeps it.
       * @example null
       */
      recordings: number | null;
      /**
       * @description Invites, reminders and thanks of links that cannot be mailed any more, after they were queued. Null keeps it.
       * @example null
       */
      ledger: number | null;
      /**
       * @description Reports of voice calls as the provider sent them; transcripts stay in the responses. Null keeps it.
       * @example null
       */
      voice_reports: number | null;
      /**
       * @description Events of the audit trail. Null keeps it.
       * @example null
       */
      audit: number | null;
    };
    ProjectSettingsDto: {
      /**
       * @description Name of the project; no other project of this server may have it.
       * @example Acme
       */
      name: string;
      /**
       * @description Language of the mails of topics that have none of their own; null for English.
       * @example de
       * @enum {string|null}
       */
      mail_language: 'en' | 'de' | 'es' | null;
      /**
       * @description Name in front of the address that invites, reminders and thanks come from; empty for the name that is configured for the server. Plain text without links.
       * @example Acme Research
       */
      sender_name: string;
      /**
       * @description IANA name of the time zone in which mails write the deadline, and the project reads dates.
       * @example Europe/Berlin
       */
      time_zone: string;
      /** @description Hours in `time_zone` in which invites, reminders and thanks leave; what is due outside waits for the next window. Empty for always. */
      sending_windows: components['schemas']['SendingWindowDto'][];
      /**
       * @description A contact gets at most this many invites in `max_invites_days`, over all topics of the project. Null: no limit.
       * @example 2
       */
      max_invites: number | null;
      /**
       * @description Days back from now in which the invites of a contact are counted.
       * @example 30
       */
      max_invites_days: number | null;
      /**
       * @description A contact is not invited after this many completed interviews in `max_participations_days`, over all topics of the project. Null: no limit.
       * @example 1
       */
      max_participations: number | null;
      /**
       * @description Days back from now in which the completed interviews of a contact are counted.
       * @example 90
       */
      max_participations_days: number | null;
      /**
       * @description Whether reminders count as invites.
       * @example false
       */
      count_reminders: boolean;
      /**
       * @description Name of who is responsible for the data. Shown with `controller_contact` and `privacy_url` on the consent page and at the foot of mails; empty for none.
       * @example Acme GmbH
       */
      controller_name: string;
      /**
       * @description How interviewees reach them: a mail or postal address in one line.
       * @example privacy@example.com
       */
      controller_contact: string;
      /**
       * @description Address of their privacy notice.
       * @example https://example.com/privacy
       */
      privacy_url: string;
      /** @description Own text of the consent page, in place of the points that Parley brings. Each text that people consented to is kept. */
      consent_text: components['schemas']['ConsentTextDto'];
      /**
       * @description The reads that the audit trail holds: `none`, `exports` of responses, contacts and invites, or `all`, reads of responses too.
       * @example exports
       * @enum {string}
       */
      audit_reads: 'none' | 'exports' | 'all';
      /** @description Days after which data is deleted, by kind, once a day; null keeps it. `project_retention_retrieve` tells what the next run would delete. */
      retention: components['schemas']['RetentionDto'];
    };
    ConsentTextChangeDto: {
      /**
       * @description In English; empty for the text that Parley brings.
       * @example
       */
      en?: string;
      /**
       * @description In German; empty for the text that Parley brings.
       * @example
       */
      de?: string;
      /**
       * @description In Spanish; empty for the text that Parley brings.
       * @example
       */
      es?: string;
    };
    RetentionChangeDto: {
      /**
       * @description Interviews with all that was said, after their last activity. Null keeps it.
       * @example null
       */
      responses?: number | null;
      /**
       * @description Links to recordings of voice calls, after the report of the call. Null keeps it.
       * @example null
       */
      recordings?: number | null;
      /**
       * @description Invites, reminders and thanks of links that cannot be mailed any more, after they were queued. Null keeps it.
       * @example null
       */
      ledger?: number | null;
      /**
       * @description Reports of voice calls as the provider sent them; transcripts stay in the responses. Null keeps it.
       * @example null
       */
      voice_reports?: number | null;
      /**
       * @description Events of the audit trail. Null keeps it.
       * @example null
       */
      audit?: number | null;
    };
    UpdateProjectSettingsDto: {
      /** @description Name of the project; no other project of this server may have it. */
      name?: string;
      /**
       * @description Language of the mails of topics that have none of their own; null for English.
       * @enum {string|null}
       */
      mail_language?: 'en' | 'de' | 'es' | null;
      /**
       * @description Name in front of the address that invites, reminders and thanks come from; empty for the name that is configured for the server. Plain text without links.
       * @example Acme Research
       */
      sender_name?: string;
      /**
       * @description IANA name of the time zone in which mails write the deadline, and the project reads dates.
       * @example Europe/Berlin
       */
      time_zone?: string;
      /** @description Hours in `time_zone` in which invites, reminders and thanks leave; what is due outside waits for the next window. Empty for always. */
      sending_windows?: components['schemas']['SendingWindowDto'][];
      /** @description A contact gets at most this many invites in `max_invites_days`, over all topics of the project. Null, together with the other half of the rule, for no limit. */
      max_invites?: number | null;
      /** @description Days back from now in which the invites of a contact are counted. Null, together with the other half of the rule, for no limit. */
      max_invites_days?: number | null;
      /** @description A contact is not invited after this many completed interviews in `max_participations_days`, over all topics of the project. Null, together with the other half of the rule, for no limit. */
      max_participations?: number | null;
      /** @description Days back from now in which the completed interviews of a contact are counted. Null, together with the other half of the rule, for no limit. */
      max_participations_days?: number | null;
      /** @description Whether reminders count as invites. */
      count_reminders?: boolean;
      /**
       * @description Name of who is responsible for the data. Shown with `controller_contact` and `privacy_url` on the consent page and at the foot of mails; empty for none.
       * @example Acme GmbH
       */
      controller_name?: string;
      /**
       * @description How interviewees reach them: a mail or postal address in one line.
       * @example privacy@example.com
       */
      controller_contact?: string;
      /**
       * @description Address of their privacy notice.
       * @example https://example.com/privacy
       */
      privacy_url?: string;
      /** @description Own text of the consent page, in place of the points that Parley brings. Each text that people consented to is kept. A language that is left out stays as it is. */
      consent_text?: components['schemas']['ConsentTextChangeDto'];
      /**
       * @description The reads that the audit trail holds: `none`, `exports` of responses, contacts and invites, or `all`, reads of responses too.
       * @enum {string}
       */
      audit_reads?: 'none' | 'exports' | 'all';
      /** @description Days after which data is deleted, by kind, once a day; null keeps it. `project_retention_retrieve` tells what the next run would delete. A kind that is left out stays as it is. */
      retention?: components['schemas']['RetentionChangeDto'];
    };
    MemberDto: {
      /**
       * Format: uuid
       * @description Id of the user.
       */
      id: string;
      /**
       * Format: email
       * @example grace@example.com
       */
      email: string;
      /** @example Grace */
      first_name: string;
      /** @example Hopper */
      last_name: string;
      /** @description `viewer`: reads. `researcher`: writes too. `admin`: also members, keys of others and settings. */
      role: components['schemas']['Role'];
      /**
       * Format: date-time
       * @description When the person became a member.
       */
      created_at: string;
    };
    NewMemberDto: {
      /**
       * Format: uuid
       * @description Id of the user.
       */
      id: string;
      /**
       * Format: email
       * @example grace@example.com
       */
      email: string;
      /** @example Grace */
      first_name: string;
      /** @example Hopper */
      last_name: string;
      /** @description `viewer`: reads. `researcher`: writes too. `admin`: also members, keys of others and settings. */
      role: components['schemas']['Role'];
      /**
       * Format: date-time
       * @description When the person became a member.
       */
      created_at: string;
      /** @description Whether the mail server accepted the invitation. If not, the person can ask for a link at /sign-in. */
      invitation_sent: boolean;
    };
    AddMemberDto: {
      /**
       * @description Address of the person, with or without a name before it.
       * @example grace@example.com
       */
      email: string;
      /**
       * @description `viewer`: reads. `researcher`: writes too. `admin`: also members, keys of others and settings.
       * @example researcher
       * @enum {string}
       */
      role: 'viewer' | 'researcher' | 'admin';
      /**
       * @description First name, for a person whom this server does not know yet.
       * @example Grace
       */
      first_name?: string;
      /**
       * @description Last name, likewise.
       * @example Hopper
       */
      last_name?: string;
    };
    UpdateMemberDto: {
      /**
       * @description `viewer`: reads. `researcher`: writes too. `admin`: also members, keys of others and settings.
       * @example researcher
       * @enum {string}
       */
      role: 'viewer' | 'researcher' | 'admin';
    };
    PersonalApiKeyDto: {
      /** Format: uuid */
      id: string;
      /** @example Nightly export */
      label: string;
      /**
       * @description First and last characters of the key.
       * @example ply_…Zk3A
       */
      mask: string;
      /**
       * @example [
       *       "user_interview:read"
       *     ]
       */
      scopes: ('user_interview:read' | 'user_interview:write' | '*')[];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Exact to a minute.
       */
      last_used_at: string | null;
      /**
       * Format: date-time
       * @description Null: never.
       */
      expires_at: string | null;
      /** @description Projects that the key is limited to; null for all of its owner. */
      project_ids: string[] | null;
    };
    NewApiKeyDto: {
      /** Format: uuid */
      id: string;
      /** @example Nightly export */
      label: string;
      /**
       * @description First and last characters of the key.
       * @example ply_…Zk3A
       */
      mask: string;
      /**
       * @example [
       *       "user_interview:read"
       *     ]
       */
      scopes: ('user_interview:read' | 'user_interview:write' | '*')[];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Exact to a minute.
       */
      last_used_at: string | null;
      /**
       * Format: date-time
       * @description Null: never.
       */
      expires_at: string | null;
      /** @description Projects that the key is limited to; null for all of its owner. */
      project_ids: string[] | null;
      /**
       * @description The key. It is not stored and cannot be shown again.
       * @example ply_…
       */
      key: string;
    };
    CreateApiKeyDto: {
      /**
       * @description What the key is for.
       * @example Nightly export
       */
      label: string;
      /**
       * @description What the key may do, at most what your role allows.
       * @example [
       *       "user_interview:read"
       *     ]
       */
      scopes: ('user_interview:read' | 'user_interview:write' | '*')[];
      /**
       * @description Projects that the key is limited to. Left out or empty: all of your projects.
       * @example []
       */
      project_ids?: string[];
      /**
       * Format: date-time
       * @description When the key ends by itself. Null: never.
       * @example 2030-01-01T00:00:00Z
       */
      expires_at?: string | null;
    };
    KeyOwnerDto: {
      /** Format: uuid */
      id: string;
      /**
       * Format: email
       * @example ada@example.com
       */
      email: string;
    };
    ProjectKeyDto: {
      /** Format: uuid */
      id: string;
      /** @example Nightly export */
      label: string;
      /**
       * @description First and last characters of the key.
       * @example ply_…Zk3A
       */
      mask: string;
      /**
       * @example [
       *       "user_interview:read"
       *     ]
       */
      scopes: ('user_interview:read' | 'user_interview:write' | '*')[];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Exact to a minute.
       */
      last_used_at: string | null;
      /**
       * Format: date-time
       * @description Null: never.
       */
      expires_at: string | null;
      user: components['schemas']['KeyOwnerDto'];
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
      /** @example 2 */
      reminder_count: number;
      /** @example 3 */
      reminder_gap_days: number;
      reminder_subject: string;
      reminder_message: string;
      thank_you: boolean;
      /**
       * @example en
       * @enum {string|null}
       */
      mail_language: 'en' | 'de' | 'es' | null;
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
       * @description Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example A few questions about planning
       */
      invite_subject?: string;
      /**
       * @description Text of the invite mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
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
      /**
       * @description Reminders that each person who does not answer gets. Default: 0, none.
       * @example 2
       */
      reminder_count?: number;
      /**
       * @description Days between the invite and the first reminder, and between reminders. Default: 3.
       * @example 3
       */
      reminder_gap_days?: number;
      /**
       * @description Subject of the reminder mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example Still time for a few questions about planning
       */
      reminder_subject?: string;
      /**
       * @description Text of the reminder mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example Your answers would help us a lot, and take only a few minutes.
       */
      reminder_message?: string;
      /**
       * @description Whether people who complete the interview get one mail of thanks. Default: no.
       * @example true
       */
      thank_you?: boolean;
      /**
       * @description Language of the topic's mails. Null: that of the project.
       * @example en
       * @enum {string|null}
       */
      mail_language?: 'en' | 'de' | 'es' | null;
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
       * @description Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example A few questions about planning
       */
      invite_subject?: string;
      /**
       * @description Text of the invite mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
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
      /**
       * @description Reminders that each person who does not answer gets. Default: 0, none.
       * @example 2
       */
      reminder_count?: number;
      /**
       * @description Days between the invite and the first reminder, and between reminders. Default: 3.
       * @example 3
       */
      reminder_gap_days?: number;
      /**
       * @description Subject of the reminder mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example Still time for a few questions about planning
       */
      reminder_subject?: string;
      /**
       * @description Text of the reminder mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example Your answers would help us a lot, and take only a few minutes.
       */
      reminder_message?: string;
      /**
       * @description Whether people who complete the interview get one mail of thanks. Default: no.
       * @example true
       */
      thank_you?: boolean;
      /**
       * @description Language of the topic's mails. Null: that of the project.
       * @example en
       * @enum {string|null}
       */
      mail_language?: 'en' | 'de' | 'es' | null;
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
    ContactDto: {
      /** Format: uuid */
      id: string;
      /**
       * @description The address in lower case, its domain in ASCII, without a name.
       * @example ada@example.com
       */
      email: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /**
       * @description `free`: can be mailed. `cooling_down`: not before `free_at`, by the person's own "ask me later" or the contact rules. `do_not_contact`: kept from mails by the team. `bounced`: mails do not arrive. `opted_out`: the person wants no mails. `bounced` and `opted_out` stop every mail.
       * @enum {string}
       */
      status: 'free' | 'cooling_down' | 'do_not_contact' | 'bounced' | 'opted_out';
      /**
       * Format: date-time
       * @description With `cooling_down`: until when. Else null.
       */
      free_at: string | null;
      /**
       * @description Why the contact has its status, in the words of who has set it. Empty for none.
       * @example
       */
      reason: string;
      /**
       * Format: date-time
       * @description When the latest invite was sent, or queued if it waits, over all topics of the project.
       */
      last_invited_at: string | null;
      /**
       * Format: date-time
       * @description When the latest interview was completed, over all topics of the project.
       */
      last_participated_at: string | null;
    };
    SetContactDto: {
      /**
       * @description An address, or `Display Name <address>`, of which the name is dropped.
       * @example Ada Lovelace <ada@example.com>
       */
      email: string;
      /**
       * @description The new status; `cooling_down` cannot be set. To change `opted_out` takes the scope `*` and a `reason`.
       * @example free
       * @enum {string}
       */
      status: 'free' | 'do_not_contact' | 'bounced' | 'opted_out';
      /** @description Why the contact has its status, in the words of who has set it. Left out: stays while the status does, and is emptied when that changes. */
      reason?: string;
    };
    ContactImportErrorDto: {
      /**
       * @description Line of the file; the header is line 1.
       * @example 3
       */
      line: number;
      /**
       * @description `required`: no address. `invalid_input`: no address, an unknown status, or more cells than the header has. `max_length`: the reason is too long. `opted_out`: the person has opted out, and the line would lift that.
       * @example invalid_input
       */
      code: string;
      /** @example Enter an email address, or a name with one: Ada <ada@example.com>. */
      detail: string;
    };
    ContactImportDto: {
      /**
       * @description Contacts that were added or changed.
       * @example 1
       */
      imported_count: number;
      /**
       * @description Lines whose contact was there already, or that a later line for the same mailbox replaces.
       * @example 0
       */
      unchanged_count: number;
      /**
       * @description Lines that were not used.
       * @example 1
       */
      error_count: number;
      /** @description The first 1000 lines that were not used, in the order of the file. */
      errors: components['schemas']['ContactImportErrorDto'][];
    };
    UpdateContactDto: {
      /**
       * @description The new status; `cooling_down` cannot be set. To change `opted_out` takes the scope `*` and a `reason`.
       * @enum {string}
       */
      status?: 'free' | 'do_not_contact' | 'bounced' | 'opted_out';
      /**
       * @description Why the contact has its status, in the words of who has set it. Left out: stays while the status does, and is emptied when that changes.
       * @example Asked by phone to be left alone until summer.
       */
      reason?: string;
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
       * @description Why the mail was not sent: `not_an_email`, `duplicate_recipient` (an earlier identifier has the same mailbox), `already_sent`, `opted_out`, `bounced`, `do_not_contact`, `recently_contacted` (until `free_at`), `declined` or `completed` (this topic), or `error:<code>`. Empty when it was sent.
       * @example
       */
      reason: string;
      /**
       * Format: date-time
       * @description With `recently_contacted`: when the person can be mailed again. Else null.
       */
      free_at: string | null;
    };
    SendWarningsDto: {
      contexts_without_target: number;
      targets_without_context: number;
    };
    SendInvitesDto: {
      /**
       * @description Subject of these mails. Default: the topic's subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
       * @example A few questions about planning
       */
      subject?: string;
      /**
       * @description Message of these mails. Default: the topic's message, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.
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
      /**
       * @description true: also mail contacts that are marked `do_not_contact` or were contacted recently. Needs `override_reason`. Nothing overrides `opted_out` and `bounced`.
       * @default false
       */
      override_contact_rules?: boolean;
      /**
       * @description Why the contact rules do not apply to this send; shown in the audit trail.
       * @example All of them agreed to a second interview.
       */
      override_reason?: string;
      /**
       * Format: date-time
       * @description When the mails go out, at most 90 days ahead; whether a person may be mailed is decided again then. Default: at once. Not together with `send_async: false`.
       * @example null
       */
      send_at?: string | null;
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
    RemindDto: {
      /**
       * @description Only these people, exactly as listed in the topic. Default: everybody who is due.
       * @example [
       *       "Ada Lovelace <ada@example.com>"
       *     ]
       */
      identifiers?: string[];
      /**
       * @description Subject of these mails. Default: the topic's `reminder_subject`, also when blank. Plain text without links.
       * @example Still time for a few questions about planning
       */
      subject?: string;
      /**
       * @description Message of these mails. Default: the topic's `reminder_message`, also when blank. Plain text without links.
       * @example Your answers would help us a lot, and take only a few minutes.
       */
      message?: string;
      /**
       * @description true: return the results that the call would have, and store and send nothing.
       * @default false
       */
      dry_run?: boolean;
      /**
       * @description true: also remind contacts that are marked `do_not_contact` or were contacted recently. Needs `override_reason`. Nothing overrides `opted_out` and `bounced`.
       * @default false
       */
      override_contact_rules?: boolean;
      /**
       * @description Why the contact rules do not apply to these mails; shown in the audit trail.
       * @example All of them asked to be reminded.
       */
      override_reason?: string;
      /**
       * Format: date-time
       * @description When the mails go out, at most 90 days ahead; whether a person may be mailed is decided again then. Default: at once.
       * @example null
       */
      send_at?: string | null;
    };
    BatchCountsDto: {
      queued: number;
      sending: number;
      sent: number;
      failed: number;
      cancelled: number;
      uncertain: number;
    };
    BatchDto: {
      /**
       * Format: uuid
       * @description The `batch` of its mails.
       */
      id: string;
      /** @enum {string} */
      kind: 'invite' | 'reminder' | 'thank_you';
      /**
       * @description `scheduled`: waits for `send_at`. `sending`: its mails go out, or wait for a sending window or a retry. `paused`: they wait until it is resumed. `done`: none is left. `cancelled`: those that were left are not sent.
       * @enum {string}
       */
      state: 'scheduled' | 'sending' | 'paused' | 'done' | 'cancelled';
      /**
       * Format: date-time
       * @description When its mails were to go out; null for at once.
       */
      send_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** @description Who made the call; the creator of the topic for mails that were due. */
      created_by: components['schemas']['UserDto'];
      /**
       * @description Empty for the standard one.
       * @example A few questions about planning
       */
      subject: string;
      counts: components['schemas']['BatchCountsDto'];
      /** @description Mails per second during the last minute of sending. */
      rate_per_second: number;
      /**
       * Format: date-time
       * @description When the last mail will be sent at this rate. Null when none is being sent.
       */
      estimated_end: string | null;
      /**
       * @description `manual`: by a call. `failures`: the mail server refused 10 of its last 50 mails for good. Null when it is not paused.
       * @enum {string|null}
       */
      pause_reason: 'manual' | 'failures' | null;
      /**
       * Format: date-time
       * @description Outside of the sending windows of the project: when the next one opens. Else null.
       */
      waiting_until: string | null;
    };
    BounceDto: {
      /**
       * @description `hard`: the address takes no mail. `soft`: it took no mail this time; the second within seven days counts as `hard`. `complaint`: the person reported the mail as unwanted.
       * @enum {string}
       */
      kind: 'hard' | 'soft' | 'complaint';
      /**
       * @description Status code of the server that refused it, such as `5.1.1`, or a word of the provider. May be empty.
       * @example 5.1.1
       */
      code: string;
      /** Format: date-time */
      at: string;
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
       * @description Code of the last failure, such as `smtp_550`, or why the mail was cancelled, such as `link_disabled`, `opted_out` or `completed`. Empty when there was none.
       * @example
       */
      reason: string;
      /**
       * Format: uuid
       * @description The call that wrote this mail, or the mails that were due together with it.
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
      /**
       * @description Mails from before there were reminders are invites.
       * @enum {string}
       */
      kind: 'invite' | 'reminder' | 'thank_you';
      /** @description Reminders of a person count from 1. 0 for other mails. */
      sequence: number;
      /**
       * @description Status of the contact now, as `GET contacts` shows it.
       * @enum {string}
       */
      contact_status: 'free' | 'do_not_contact' | 'bounced' | 'opted_out' | 'cooling_down';
      /**
       * Format: date-time
       * @description When a contact that is `cooling_down` can be invited again. Else null.
       */
      free_at: string | null;
      /** @description What a mail server or provider reported after the mail was sent. Null: nothing. */
      bounce: components['schemas']['BounceDto'] | null;
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
    ConsentTextVersionDto: {
      /**
       * @description `consent_version` of the responses.
       * @example en-3f1c0e7b9a24
       */
      version: string;
      /**
       * @example en
       * @enum {string}
       */
      language: 'en' | 'de' | 'es';
      /**
       * @description Empty for the text that Parley brings.
       * @example
       */
      text: string;
      /** @example Acme GmbH */
      controller_name: string;
      /** @example privacy@example.com */
      controller_contact: string;
      /** @example https://example.com/privacy */
      privacy_url: string;
      /**
       * Format: date-time
       * @description When somebody first consented to it.
       */
      created_at: string;
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
      /**
       * @description Version of the text that the person consented to, see `consent_texts_list`; null for a voice call.
       * @example 2026-12-b-en
       */
      readonly consent_version: string | null;
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
    TopicCountsDto: {
      /**
       * Format: uuid
       * @description Id of the topic.
       */
      topic: string;
      /** @description People whom the topic targets. */
      people: number;
      /** @description Of these, people with an invite that was sent, or may have arrived. */
      invited: number;
      /** @description Of these, people who have completed the interview. */
      completed: number;
      /** @description Of these, people who have declined. */
      declined: number;
      /** @description Invited people who have neither completed nor declined the interview. */
      waiting: number;
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
      /**
       * @description Why the person may not be invited; empty if they may. Earlier mails of this topic do not count.
       * @enum {string}
       */
      reason:
        '' | 'opted_out' | 'bounced' | 'completed' | 'declined' | 'do_not_contact' | 'recently_contacted';
      /**
       * Format: date-time
       * @description With `recently_contacted`: when the person can be mailed again. Else null.
       */
      free_at: string | null;
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
    WebhookDto: {
      /** Format: uuid */
      id: string;
      /**
       * Format: uri
       * @description Where events are sent to: a public https address without user name, password and fragment.
       * @example https://example.com/hooks/parley
       */
      url: string;
      /** @description What it is for. */
      description: string;
      /** @description Events that it gets. */
      events: (
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
      )[];
      /** @description true: events also carry the identifier and address of the person they are about. Otherwise they have ids and states only. */
      include_personal_data: boolean;
      /** @description Whether it gets events. */
      enabled: boolean;
      /**
       * @description `manual`: by a call. `gone`: the receiver answered 410. `failing`: the receiver has accepted nothing for five days. Null while it is enabled.
       * @enum {string|null}
       */
      disabled_reason: 'manual' | 'gone' | 'failing' | null;
      /**
       * Format: date-time
       * @description The first failure since the last success; null when the last attempt succeeded.
       */
      failing_since: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    WebhookWithSecretDto: {
      /** Format: uuid */
      id: string;
      /**
       * Format: uri
       * @description Where events are sent to: a public https address without user name, password and fragment.
       * @example https://example.com/hooks/parley
       */
      url: string;
      /** @description What it is for. */
      description: string;
      /** @description Events that it gets. */
      events: (
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
      )[];
      /** @description true: events also carry the identifier and address of the person they are about. Otherwise they have ids and states only. */
      include_personal_data: boolean;
      /** @description Whether it gets events. */
      enabled: boolean;
      /**
       * @description `manual`: by a call. `gone`: the receiver answered 410. `failing`: the receiver has accepted nothing for five days. Null while it is enabled.
       * @enum {string|null}
       */
      disabled_reason: 'manual' | 'gone' | 'failing' | null;
      /**
       * Format: date-time
       * @description The first failure since the last success; null when the last attempt succeeded.
       */
      failing_since: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /**
       * @description Verifies the signatures of messages (Standard Webhooks 1.0). It cannot be shown again.
       * @example whsec_…
       */
      secret: string;
    };
    CreateWebhookDto: {
      /**
       * @description Where events are sent to: a public https address without user name, password and fragment.
       * @example https://example.com/hooks/parley
       */
      url: string;
      /**
       * @description Events that it gets.
       * @example [
       *       "interview.completed"
       *     ]
       */
      events: (
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
      )[];
      /**
       * @description What it is for.
       * @example Tells the team chat
       */
      description?: string;
      /**
       * @description true: events also carry the identifier and address of the person they are about. Otherwise they have ids and states only.
       * @default false
       */
      include_personal_data?: boolean;
    };
    UpdateWebhookDto: {
      /**
       * @description Where events are sent to: a public https address without user name, password and fragment.
       * @example https://example.com/hooks/parley
       */
      url?: string;
      /**
       * @description Events that it gets.
       * @example [
       *       "interview.completed"
       *     ]
       */
      events?: (
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
      )[];
      /**
       * @description What it is for.
       * @example Tells the team chat
       */
      description?: string;
      /**
       * @description true: events also carry the identifier and address of the person they are about. Otherwise they have ids and states only.
       * @default false
       */
      include_personal_data?: boolean;
      /** @description false: it gets no more events. true: it gets events again, and those that were left. */
      enabled?: boolean;
    };
    QueuedMessageDto: {
      /**
       * Format: uuid
       * @description The `webhook-id` of the message.
       */
      message_id: string;
      /** @enum {string} */
      event:
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
        | 'test';
    };
    WebhookAttemptDto: {
      /** Format: uuid */
      id: string;
      /**
       * Format: uuid
       * @description The `webhook-id` of the message, the same for all its attempts.
       */
      message_id: string;
      /** @enum {string} */
      event:
        | 'interview.started'
        | 'interview.completed'
        | 'interview.declined'
        | 'interview.withdrawn'
        | 'invite.sent'
        | 'invite.failed'
        | 'invite.bounced'
        | 'contact.opted_out'
        | 'topic.full'
        | 'batch.paused'
        | 'test';
      /** Format: date-time */
      created_at: string;
      /**
       * @description Status of the answer; null without one.
       * @example 200
       */
      status_code: number | null;
      /**
       * @description Why there was no answer: `timeout`, `connection_refused`, `connection_failed`, `unknown_host`, `certificate`, or `address_refused` for an address that is not public. Empty with an answer.
       * @example
       */
      error: string;
      duration_ms: number;
      /**
       * Format: date-time
       * @description When the message is tried again. Null when it was accepted, or is not tried again.
       */
      will_retry_at: string | null;
    };
    MailReportsReceivedDto: {
      /**
       * @description Bounces and complaints in the request, those included that are known already.
       * @example 1
       */
      received: number;
    };
    PersonExportDto: {
      /** @example ada@example.com */
      identifier: string;
      /** Format: date-time */
      exported_at: string;
      /**
       * @description Every spelling that the project has.
       * @example [
       *       "ada@example.com",
       *       "Ada Lovelace <ada@example.com>"
       *     ]
       */
      identifiers: string[];
      /**
       * @description Whether a keyed hash of an erased opt-out is kept.
       * @example false
       */
      erased_opt_out: boolean;
      /** @description The contact with the choices on the unsubscribe page; null when there is none. */
      contact: {
        [key: string]: unknown;
      } | null;
      /** @description Topics that target the person. */
      topics: {
        [key: string]: unknown;
      }[];
      /** @description Background about the person. */
      contexts: {
        [key: string]: unknown;
      }[];
      /** @description Links, without their URLs. */
      links: {
        [key: string]: unknown;
      }[];
      /** @description Invites, reminders and thanks. */
      mails: {
        [key: string]: unknown;
      }[];
      /** @description Events for webhooks. */
      webhook_messages: {
        [key: string]: unknown;
      }[];
      /** @description Interviews with answers, transcript and summary, and the report of a voice call in Base64. */
      responses: {
        [key: string]: unknown;
      }[];
    };
    PersonDto: {
      /**
       * @description An email address, with or without a display name, or another identifier. An address stands for its mailbox: every spelling of it is found, with other names and in other cases.
       * @example ada@example.com
       */
      identifier: string;
    };
    ErasedPersonDto: {
      /**
       * @description Topics that targeted the person.
       * @example 2
       */
      topics: number;
      /**
       * @description Context rows.
       * @example 2
       */
      contexts: number;
      /**
       * @description Links, ended ones too.
       * @example 3
       */
      links: number;
      /**
       * @description Invites, reminders and thanks in the ledger.
       * @example 4
       */
      mails: number;
      /**
       * @description Interviews with their answers, transcripts, summaries and search words.
       * @example 2
       */
      responses: number;
      /**
       * @description Stored reports of voice calls.
       * @example 1
       */
      voice_reports: number;
      /**
       * @description Events for webhooks, with their attempts.
       * @example 5
       */
      webhook_messages: number;
      /**
       * @description Stored answers to idempotent requests.
       * @example 1
       */
      stored_answers: number;
      /**
       * @description Contacts: 1 or 0.
       * @example 1
       */
      contacts: number;
      /**
       * @description Other texts that contained the address or the full name, such as notes and what other people said.
       * @example 0
       */
      texts: number;
      /**
       * @description Whether a keyed hash of the mailbox stays, because the person has opted out of mails.
       * @example false
       */
      opt_out_kept: boolean;
      /**
       * @description Whether this only tells what would change.
       * @example true
       */
      dry_run: boolean;
    };
    ErasePersonDto: {
      /**
       * @description An email address, with or without a display name, or another identifier. An address stands for its mailbox: every spelling of it is found, with other names and in other cases.
       * @example ada@example.com
       */
      identifier: string;
      /**
       * @description Must be true, unless `dry_run` is: what is erased cannot be brought back.
       * @example true
       */
      confirm?: boolean;
      /**
       * @description Tells what would be erased, and erases nothing.
       * @default false
       * @example true
       */
      dry_run?: boolean;
    };
    ReplacedTextDto: {
      /** Format: uuid */
      response_id: string;
      /**
       * @description The place with a few words around it.
       * @example … I am Ada and I work …
       */
      before: string;
      /** @example … I am [name] and I work … */
      after: string;
    };
    AnonymisedPersonDto: {
      /**
       * @description Topics that targeted the person.
       * @example 2
       */
      topics: number;
      /**
       * @description Context rows.
       * @example 2
       */
      contexts: number;
      /**
       * @description Links, ended ones too.
       * @example 3
       */
      links: number;
      /**
       * @description Invites, reminders and thanks in the ledger.
       * @example 4
       */
      mails: number;
      /**
       * @description Interviews with their answers, transcripts, summaries and search words.
       * @example 2
       */
      responses: number;
      /**
       * @description Stored reports of voice calls.
       * @example 1
       */
      voice_reports: number;
      /**
       * @description Events for webhooks, with their attempts.
       * @example 5
       */
      webhook_messages: number;
      /**
       * @description Stored answers to idempotent requests.
       * @example 1
       */
      stored_answers: number;
      /**
       * @description Contacts: 1 or 0.
       * @example 1
       */
      contacts: number;
      /**
       * @description Other texts that contained the address or the full name, such as notes and what other people said.
       * @example 0
       */
      texts: number;
      /**
       * @description Whether a keyed hash of the mailbox stays, because the person has opted out of mails.
       * @example false
       */
      opt_out_kept: boolean;
      /**
       * @description Whether this only tells what would change.
       * @example true
       */
      dry_run: boolean;
      /**
       * @description The identifier that takes the place of the person, the same in all topics.
       * @example person-5f1c0e7b9a24
       */
      pseudonym: string;
      /**
       * @description Texts of the person's own interviews that name them.
       * @example 3
       */
      answers: number;
      /** @description The first 50 places of a dry run; else empty. */
      examples: components['schemas']['ReplacedTextDto'][];
    };
    AnonymisePersonDto: {
      /**
       * @description An email address, with or without a display name, or another identifier. An address stands for its mailbox: every spelling of it is found, with other names and in other cases.
       * @example ada@example.com
       */
      identifier: string;
      /**
       * @description Tells what would change, and changes nothing.
       * @default false
       * @example true
       */
      dry_run?: boolean;
    };
    RetentionPreviewDto: {
      /**
       * @example responses
       * @enum {string}
       */
      kind: 'responses' | 'recordings' | 'ledger' | 'voice_reports' | 'audit';
      /**
       * @description Days that it is kept; null for always.
       * @example 365
       */
      days: number | null;
      /**
       * @description Rows that the next run would delete.
       * @example 12
       */
      count: number;
    };
    RetentionRunDto: {
      /**
       * Format: date-time
       * @description When the last run began; null before the first.
       */
      last_run_at: string | null;
      /**
       * Format: date-time
       * @description From when on the next run begins, within ten minutes; null when everything is kept.
       */
      next_run_at: string | null;
      /** @description All kinds. */
      kinds: components['schemas']['RetentionPreviewDto'][];
    };
    InterviewEventDto: {
      /** Format: uuid */
      project_id: string;
      /**
       * @description Only with `include_personal_data`.
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier?: string | null;
      /**
       * @description Only with `include_personal_data`.
       * @example ada@example.com
       */
      email?: string | null;
      /** Format: uuid */
      topic_id: string | null;
      /** Format: uuid */
      response_id: string;
      /** @enum {string} */
      kind: 'personal' | 'test' | 'shared';
      /**
       * @description `withdrawn` in the event of that name; the response then counts as declined.
       * @example completed
       * @enum {string}
       */
      status: 'opened' | 'started' | 'completed' | 'declined' | 'withdrawn';
    };
    InviteEventDto: {
      /** Format: uuid */
      project_id: string;
      /**
       * @description Only with `include_personal_data`.
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier?: string | null;
      /**
       * @description Only with `include_personal_data`.
       * @example ada@example.com
       */
      email?: string | null;
      /** Format: uuid */
      topic_id: string;
      /** Format: uuid */
      batch_id: string;
      /** Format: uuid */
      invite_id: string;
      /** @enum {string} */
      kind: 'invite' | 'reminder' | 'thank_you';
      sequence: number;
      /**
       * @example sent
       * @enum {string}
       */
      status: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'uncertain';
      /**
       * @description Code of the last failure; empty without one.
       * @example
       */
      reason: string;
    };
    EventBounceDto: {
      /** @enum {string} */
      kind: 'hard' | 'soft' | 'complaint';
      /** @example 5.1.1 */
      code: string | null;
    };
    BounceEventDto: {
      /** Format: uuid */
      project_id: string;
      /**
       * @description Only with `include_personal_data`.
       * @example Ada Lovelace <ada@example.com>
       */
      interviewee_identifier?: string | null;
      /**
       * @description Only with `include_personal_data`.
       * @example ada@example.com
       */
      email?: string | null;
      /** Format: uuid */
      topic_id: string;
      /** Format: uuid */
      batch_id: string;
      /** Format: uuid */
      invite_id: string;
      /** @enum {string} */
      kind: 'invite' | 'reminder' | 'thank_you';
      sequence: number;
      /**
       * @example sent
       * @enum {string}
       */
      status: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'uncertain';
      /**
       * @description Code of the last failure; empty without one.
       * @example
       */
      reason: string;
      bounce: components['schemas']['EventBounceDto'];
    };
    ContactEventDto: {
      /** Format: uuid */
      project_id: string;
      /** Format: uuid */
      contact_id: string;
      /**
       * @example opted_out
       * @enum {string}
       */
      status: 'free' | 'do_not_contact' | 'bounced' | 'opted_out';
      /**
       * @description Only with `include_personal_data`.
       * @example ada@example.com
       */
      email?: string;
    };
    TopicFullEventDto: {
      /** Format: uuid */
      project_id: string;
      /** Format: uuid */
      topic_id: string;
      max_responses: number;
    };
    BatchEventDto: {
      /** Format: uuid */
      project_id: string;
      /** Format: uuid */
      topic_id: string;
      /** Format: uuid */
      batch_id: string;
      /** @enum {string} */
      kind: 'invite' | 'reminder' | 'thank_you';
      /** @enum {string} */
      pause_reason: 'manual' | 'failures';
    };
    TestEventDto: {
      /** Format: uuid */
      project_id: string;
      /** Format: uuid */
      webhook_id: string;
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
      /** @description List operations */
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
  session_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get the session */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CurrentSessionDto'];
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
  session_sign_out_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
  sessions_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List one's sessions */
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
            results: components['schemas']['SessionDto'][];
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
  sessions_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the session. */
        id: string;
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
  session_link_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "next": "/console"
         *     }
         */
        'application/json': components['schemas']['RequestSignInLinkDto'];
        'application/x-www-form-urlencoded': components['schemas']['RequestSignInLinkDto'];
      };
    };
    responses: {
      /** @description Ask for a link to sign in */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInLinkRequestedDto'];
        };
      };
      400: components['responses']['Invalid'];
      404: components['responses']['NoSuchLink'];
      413: components['responses']['TooLargeWithoutKey'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  project_settings_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get the settings */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectSettingsDto'];
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
  project_settings_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "count_reminders": false
         *     }
         */
        'application/json': components['schemas']['UpdateProjectSettingsDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateProjectSettingsDto'];
        'multipart/form-data': components['schemas']['UpdateProjectSettingsDto'];
      };
    };
    responses: {
      /** @description Change the settings */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectSettingsDto'];
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
  members_list: {
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
      /** @description List the members */
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
            results: components['schemas']['MemberDto'][];
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
  members_create: {
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
         *       "email": "grace@example.com",
         *       "role": "researcher",
         *       "first_name": "Grace",
         *       "last_name": "Hopper"
         *     }
         */
        'application/json': components['schemas']['AddMemberDto'];
        'application/x-www-form-urlencoded': components['schemas']['AddMemberDto'];
      };
    };
    responses: {
      /** @description Add a member */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewMemberDto'];
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
  members_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the member, who is a user. */
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
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      503: components['responses']['Unavailable'];
    };
  };
  members_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the member, who is a user. */
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
         *       "role": "researcher"
         *     }
         */
        'application/json': components['schemas']['UpdateMemberDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateMemberDto'];
        'multipart/form-data': components['schemas']['UpdateMemberDto'];
      };
    };
    responses: {
      /** @description Change the role of a member */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MemberDto'];
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
  personal_api_keys_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List one's keys */
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
            results: components['schemas']['PersonalApiKeyDto'][];
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
  personal_api_keys_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "label": "Nightly export",
         *       "scopes": [
         *         "user_interview:read"
         *       ],
         *       "project_ids": [],
         *       "expires_at": "2030-01-01T00:00:00Z"
         *     }
         */
        'application/json': components['schemas']['CreateApiKeyDto'];
        'application/x-www-form-urlencoded': components['schemas']['CreateApiKeyDto'];
      };
    };
    responses: {
      /** @description Make a key */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewApiKeyDto'];
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
  personal_api_keys_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the key. */
        id: string;
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
  project_keys_list: {
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
      /** @description List the keys that reach the project */
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
            results: components['schemas']['ProjectKeyDto'][];
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
  project_keys_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the key. */
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
         *       "invite_message": "We would love to hear how your team plans its week.",
         *       "reminder_count": 2,
         *       "reminder_gap_days": 3,
         *       "thank_you": true
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
  contacts_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Only contacts with this status. */
        status?: 'free' | 'cooling_down' | 'do_not_contact' | 'bounced' | 'opted_out';
        /** @description Part of the address; several parts must all occur. Upper and lower case are equal. */
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
      /** @description List the contacts */
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
            results: components['schemas']['ContactDto'][];
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
  contacts_create: {
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
         *       "email": "Ada Lovelace <ada@example.com>",
         *       "status": "free"
         *     }
         */
        'application/json': components['schemas']['SetContactDto'];
        'application/x-www-form-urlencoded': components['schemas']['SetContactDto'];
      };
    };
    responses: {
      /** @description Set a contact */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactDto'];
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
  contacts_csv_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One line per contact. */
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
  contacts_import_create: {
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
        'text/csv': string;
      };
    };
    responses: {
      /** @description Import contacts */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactImportDto'];
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
  contacts_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the contact. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a contact */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactDto'];
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
  contacts_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the contact. */
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
         *       "reason": "Asked by phone to be left alone until summer."
         *     }
         */
        'application/json': components['schemas']['UpdateContactDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateContactDto'];
        'multipart/form-data': components['schemas']['UpdateContactDto'];
      };
    };
    responses: {
      /** @description Change a contact */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactDto'];
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
      /** @description A page of people. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Number of people whom the topic targets. */
            count: number;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components['schemas']['InviteResultDto'][];
            /**
             * @description Only in a dry run: number of people per reason, and of those who would be mailed.
             * @example {
             *       "would_send": 41,
             *       "already_sent": 7,
             *       "opted_out": 2
             *     }
             */
            totals?: {
              would_send: number;
            } & {
              [key: string]: number;
            };
            warnings?: components['schemas']['SendWarningsDto'];
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
  user_interview_topics_remind_create: {
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
         *       "dry_run": false
         *     }
         */
        'application/json': components['schemas']['RemindDto'];
        'application/x-www-form-urlencoded': components['schemas']['RemindDto'];
      };
    };
    responses: {
      /** @description A page of people. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Number of people whom the topic targets. */
            count: number;
            /** Format: uri */
            next: string | null;
            /** Format: uri */
            previous: string | null;
            results: components['schemas']['InviteResultDto'][];
            /**
             * @description Only in a dry run: number of people per reason, and of those who would be mailed.
             * @example {
             *       "would_send": 41,
             *       "already_sent": 7,
             *       "opted_out": 2
             *     }
             */
            totals?: {
              would_send: number;
            } & {
              [key: string]: number;
            };
            warnings?: components['schemas']['SendWarningsDto'];
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
  user_interview_topics_batches_list: {
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
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List the batches */
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
            results: components['schemas']['BatchDto'][];
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
  user_interview_topics_batches_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the batch. */
        batch_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a batch */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchDto'];
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
  user_interview_topics_batches_pause_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the batch. */
        batch_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Pause a batch */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchDto'];
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
  user_interview_topics_batches_resume_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the batch. */
        batch_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Resume a batch */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchDto'];
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
  user_interview_topics_batches_cancel_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the topic. */
        id: string;
        /** @description Id of the batch. */
        batch_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Cancel a batch */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchDto'];
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
        /** @description Only deliveries of this kind. */
        kind?: 'invite' | 'reminder' | 'thank_you';
        /** @description true: only mails that came back or that somebody complained about. */
        bounced?: boolean;
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
  consent_texts_list: {
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
      /** @description List the consent texts */
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
            results: components['schemas']['ConsentTextVersionDto'][];
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
  user_interview_topics_progress_list: {
    parameters: {
      query?: {
        /** @description Ids of topics, separated by commas; at most 100. Ids of no topic of the project are left out of the result. Without any the list is empty. */
        topic?: string;
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
      /** @description Count the people of topics */
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
            results: components['schemas']['TopicCountsDto'][];
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
  webhooks_list: {
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
      /** @description List the webhooks */
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
            results: components['schemas']['WebhookDto'][];
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
  webhooks_create: {
    parameters: {
      query?: never;
      header?: never;
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
         *       "url": "https://example.com/hooks/parley",
         *       "events": [
         *         "interview.completed"
         *       ],
         *       "description": "Tells the team chat",
         *       "include_personal_data": false
         *     }
         */
        'application/json': components['schemas']['CreateWebhookDto'];
        'application/x-www-form-urlencoded': components['schemas']['CreateWebhookDto'];
      };
    };
    responses: {
      /** @description Make a webhook */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecretDto'];
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
  webhooks_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the webhook. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a webhook */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDto'];
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
  webhooks_destroy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the webhook. */
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
  webhooks_partial_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the webhook. */
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
         *       "description": "Tells the team chat"
         *     }
         */
        'application/json': components['schemas']['UpdateWebhookDto'];
        'application/x-www-form-urlencoded': components['schemas']['UpdateWebhookDto'];
        'multipart/form-data': components['schemas']['UpdateWebhookDto'];
      };
    };
    responses: {
      /** @description Change a webhook */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDto'];
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
  webhooks_rotate_secret_create: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the webhook. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Replace the secret of a webhook */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecretDto'];
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
  webhooks_test_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the webhook. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Try a webhook */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueuedMessageDto'];
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
  webhooks_attempts_list: {
    parameters: {
      query?: {
        /** @description Number of rows to skip. */
        offset?: number;
        /** @description Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default. */
        limit?: number;
        /** @description Only attempts with this result. */
        result?: 'succeeded' | 'failed';
        /** @description Only attempts to send this event. */
        event?:
          | 'interview.started'
          | 'interview.completed'
          | 'interview.declined'
          | 'interview.withdrawn'
          | 'invite.sent'
          | 'invite.failed'
          | 'invite.bounced'
          | 'contact.opted_out'
          | 'topic.full'
          | 'batch.paused'
          | 'test';
      };
      header?: never;
      path: {
        /** @description Id of the webhook. */
        id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List the attempts of a webhook */
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
            results: components['schemas']['WebhookAttemptDto'][];
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
  webhooks_attempts_replay_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the webhook. */
        id: string;
        /** @description Id of the attempt. */
        attempt_id: string;
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Send a message again */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'Idempotent-Replayed': components['headers']['IdempotentReplayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueuedMessageDto'];
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
  mail_reports_create: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Who reports. Each is off until its `MAIL_REPORT_SECRET_<PROVIDER>` is set. */
        provider: 'ses' | 'postmark' | 'mailgun' | 'brevo' | 'standard';
      };
      cookie?: never;
    };
    /** @description The report in the form of the provider. For `standard`: `type` is `mail.bounced` or `mail.complained`; `data` has `message_id` or `return_path`, `kind` (`hard`, `soft`, `complaint`) and `code`. */
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "mail.bounced",
         *       "timestamp": "2026-03-01T10:00:00Z",
         *       "data": {
         *         "message_id": "<0190f5a2-7c1b-7e3a-9d2f-3b6c1a2e4f50@example.com>",
         *         "kind": "hard",
         *         "code": "5.1.1"
         *       }
         *     }
         */
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description Receive a report on mails */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailReportsReceivedDto'];
        };
      };
      400: components['responses']['Invalid'];
      401: components['responses']['UnsignedReport'];
      404: components['responses']['NoSuchLink'];
      413: components['responses']['TooLargeWithoutKey'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['Throttled'];
      500: components['responses']['ServerError'];
      502: components['responses']['UpstreamFailed'];
      503: components['responses']['Unavailable'];
    };
  };
  people_export_create: {
    parameters: {
      query?: never;
      header?: never;
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
         *       "identifier": "ada@example.com"
         *     }
         */
        'application/json': components['schemas']['PersonDto'];
        'application/x-www-form-urlencoded': components['schemas']['PersonDto'];
      };
    };
    responses: {
      /** @description Export a person */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExportDto'];
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
  people_erase_create: {
    parameters: {
      query?: never;
      header?: never;
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
         *       "identifier": "ada@example.com",
         *       "confirm": true,
         *       "dry_run": true
         *     }
         */
        'application/json': components['schemas']['ErasePersonDto'];
        'application/x-www-form-urlencoded': components['schemas']['ErasePersonDto'];
      };
    };
    responses: {
      /** @description Erase a person */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasedPersonDto'];
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
  people_anonymise_create: {
    parameters: {
      query?: never;
      header?: never;
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
         *       "identifier": "ada@example.com",
         *       "dry_run": true
         *     }
         */
        'application/json': components['schemas']['AnonymisePersonDto'];
        'application/x-www-form-urlencoded': components['schemas']['AnonymisePersonDto'];
      };
    };
    responses: {
      /** @description Anonymise a person */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'X-Ignored-Fields': components['headers']['IgnoredFields'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnonymisedPersonDto'];
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
  project_retention_retrieve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the project, as printed by `keys:create`, or `@current` for the only project that the key can access. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Preview the retention */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RetentionRunDto'];
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
  webhook_interview_started: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'interview.started';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InterviewEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_interview_completed: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'interview.completed';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InterviewEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_interview_declined: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'interview.declined';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InterviewEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_interview_withdrawn: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'interview.withdrawn';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InterviewEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_invite_sent: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'invite.sent';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InviteEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_invite_failed: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'invite.failed';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['InviteEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_invite_bounced: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'invite.bounced';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['BounceEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_contact_opted_out: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'contact.opted_out';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['ContactEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_topic_full: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'topic.full';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['TopicFullEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_batch_paused: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'batch.paused';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['BatchEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  webhook_test: {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the message; a repeat has the same one. */
        'webhook-id': string;
        /** @description Time of the attempt, in seconds since 1970. */
        'webhook-timestamp': string;
        /** @description Signatures of `<id>.<timestamp>.<body>` (`v1,<Base64 of HMAC-SHA256>`), separated by blanks. */
        'webhook-signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The event. */
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'test';
          /**
           * Format: date-time
           * @description When the change was made.
           */
          timestamp: string;
          data: components['schemas']['TestEventDto'];
        };
      };
    };
    responses: {
      /** @description The receiver has it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver wants no more messages: the webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
