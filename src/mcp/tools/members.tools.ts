import { ADDS, OVERWRITES, READS, type ToolSpec } from './tool-spec';

/** Tools for the members of a project and the keys that reach it. */
export const MEMBER_TOOLS: readonly ToolSpec[] = [
  {
    name: 'members-list',
    operationId: 'members_list',
    title: 'List the members',
    hints: READS,
    description: 'Lists the people who work in the project, with their roles.',
  },
  {
    name: 'members-create',
    operationId: 'members_create',
    title: 'Add a member',
    hints: { ...ADDS, openWorldHint: true },
    description:
      'Adds a person to the project with a role, and mails them a link that signs in. The key needs the scope `*`.',
  },
  {
    name: 'members-partial-update',
    operationId: 'members_partial_update',
    title: 'Change the role of a member',
    hints: OVERWRITES,
    description:
      'Makes a member viewer, researcher or admin. The last admin stays. The key needs the scope `*`.',
  },
  {
    name: 'members-destroy',
    operationId: 'members_destroy',
    title: 'Remove a member',
    hints: OVERWRITES,
    description:
      'Takes a person out of the project; their keys do not reach it any more. The last admin stays. The key needs the scope `*`.',
  },
  {
    name: 'project-keys-list',
    operationId: 'project_keys_list',
    title: 'List the keys that reach the project',
    hints: READS,
    description: 'Lists API keys with their owners, scopes and last use. The key needs the scope `*`.',
  },
  {
    name: 'project-keys-destroy',
    operationId: 'project_keys_destroy',
    title: 'Revoke a key',
    hints: OVERWRITES,
    description: 'Revokes an API key that reaches the project, for good. The key needs the scope `*`.',
  },
];
