import { OVERWRITES, READS, type ToolSpec } from './tool-spec';

/** Tools for contacts and the settings of the project, which say who may be mailed. */
export const CONTACT_TOOLS: readonly ToolSpec[] = [
  {
    name: 'contacts-list',
    operationId: 'contacts_list',
    title: 'List contacts',
    hints: READS,
    description:
      'Lists the mailboxes that the project knows, by address, each with its status: whether it can be mailed, and if not, why and until when. Filter by `status` or a part of the address.',
  },
  {
    name: 'contacts-retrieve',
    operationId: 'contacts_retrieve',
    title: 'Get a contact',
    hints: READS,
    description:
      'Returns one contact: status, reason, and when the person was last invited and last took part.',
  },
  {
    name: 'contacts-create',
    operationId: 'contacts_create',
    title: 'Set a contact by address',
    hints: OVERWRITES,
    description:
      'Adds a mailbox to the contacts, or sets its status. `do_not_contact` keeps mails away until somebody sets it free or overrides it; `opted_out` stops all mails, also for other researchers, and only an admin can lift it.',
  },
  {
    name: 'contacts-partial-update',
    operationId: 'contacts_partial_update',
    title: 'Change a contact',
    hints: OVERWRITES,
    description:
      'Changes status or reason of a contact. A person who has opted out wants no mails: do not lift that unless the person has asked for it; it takes an admin and a reason, which is recorded.',
  },
  {
    name: 'contacts-csv',
    operationId: 'contacts_csv_retrieve',
    title: 'Export contacts, as CSV',
    hints: READS,
    description:
      'Returns the contacts as CSV text. The result is cut after the first lines; the REST API returns the whole file.',
  },
  {
    name: 'contacts-import',
    operationId: 'contacts_import_create',
    title: 'Import contacts',
    hints: OVERWRITES,
    description:
      'Adds or changes contacts from the text of a CSV file. Its header row has `email` and optionally `status` and `reason`. Reports the lines that cannot be used. Never lifts an opt-out.',
  },
  {
    name: 'project-settings-retrieve',
    operationId: 'project_settings_retrieve',
    title: 'Get the settings of the project',
    hints: READS,
    description:
      'Returns name, language and sender of mails, time zone and sending windows of the project, and its contact rules, which limit how often a person is invited.',
  },
  {
    name: 'project-settings-partial-update',
    operationId: 'project_settings_partial_update',
    title: 'Change the settings of the project',
    hints: OVERWRITES,
    description:
      'Changes name, language or sender of mails, time zone, sending windows or contact rules. The key needs the scope `*`. A rule is a number and its days, such as `max_invites` 2 in `max_invites_days` 30; `clear` both to switch it off.',
  },
];
