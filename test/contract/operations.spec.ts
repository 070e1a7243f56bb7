import type { OpenAPIObject } from '@nestjs/swagger';
import { useTestApp } from '../support/app/test-app';

const TOPICS = '/api/projects/{project_id}/user_interview_topics';
const TOPIC = `${TOPICS}/{id}`;
const PEOPLE = `${TOPICS}/{topic_id}/interviewees`;
const RESPONSES = '/api/projects/{project_id}/user_interviews';
const CONTACTS = '/api/projects/{project_id}/contacts';
const MEMBERS = '/api/projects/{project_id}/members';
const KEYS = '/api/projects/{project_id}/keys';
const PERSONS = '/api/projects/{project_id}/people';
const WEBHOOKS = '/api/projects/{project_id}/webhooks';
const SETTINGS = '/api/projects/{project_id}/settings';

/** The operations of docs/contract.md: operationId, method, path, scope, status of the good answer. */
const OPERATIONS: [string, string, string, 'read' | 'write' | '*', number][] = [
  ['user_interview_topics_list', 'get', TOPICS, 'read', 200],
  ['user_interview_topics_create', 'post', TOPICS, 'write', 201],
  ['user_interview_topics_retrieve', 'get', TOPIC, 'read', 200],
  ['user_interview_topics_partial_update', 'patch', TOPIC, 'write', 200],
  ['user_interview_topics_destroy', 'delete', TOPIC, 'write', 204],
  ['user_interview_topics_add_interviewee_create', 'post', `${TOPIC}/add_interviewee`, 'write', 200],
  ['user_interview_topics_remove_interviewee_create', 'post', `${TOPIC}/remove_interviewee`, 'write', 200],
  ['user_interview_topics_generate_links_create', 'post', `${TOPIC}/generate_links`, 'write', 200],
  ['user_interview_topics_links_csv_create', 'post', `${TOPIC}/links_csv`, 'write', 200],
  ['user_interview_topics_preview_invite_create', 'post', `${TOPIC}/preview_invite`, 'read', 200],
  ['user_interview_topics_send_invites_create', 'post', `${TOPIC}/send_invites`, 'write', 200],
  ['user_interview_topics_remind_create', 'post', `${TOPIC}/remind`, 'write', 200],
  ['user_interview_topics_batches_list', 'get', `${TOPIC}/batches`, 'read', 200],
  ['user_interview_topics_batches_retrieve', 'get', `${TOPIC}/batches/{batch_id}`, 'read', 200],
  ['user_interview_topics_batches_pause_create', 'post', `${TOPIC}/batches/{batch_id}/pause`, 'write', 200],
  ['user_interview_topics_batches_resume_create', 'post', `${TOPIC}/batches/{batch_id}/resume`, 'write', 200],
  ['user_interview_topics_batches_cancel_create', 'post', `${TOPIC}/batches/{batch_id}/cancel`, 'write', 200],
  ['user_interview_topics_test_link_retrieve', 'get', `${TOPIC}/test_link`, 'write', 200],
  ['user_interview_topics_interviewees_list', 'get', PEOPLE, 'read', 200],
  ['user_interview_topics_interviewees_create', 'post', PEOPLE, 'write', 201],
  ['user_interview_topics_interviewees_retrieve', 'get', `${PEOPLE}/{id}`, 'read', 200],
  ['user_interview_topics_interviewees_partial_update', 'patch', `${PEOPLE}/{id}`, 'write', 200],
  ['user_interview_topics_interviewees_destroy', 'delete', `${PEOPLE}/{id}`, 'write', 204],
  ['user_interview_topics_interviewees_bulk_create', 'post', `${PEOPLE}/bulk`, 'write', 200],
  ['user_interview_topics_responses_csv_retrieve', 'get', `${TOPIC}/responses/csv`, 'read', 200],
  ['user_interview_topics_responses_jsonl_retrieve', 'get', `${TOPIC}/responses/jsonl`, 'read', 200],
  ['user_interview_topics_responses_markdown_retrieve', 'get', `${TOPIC}/responses/markdown`, 'read', 200],
  ['user_interview_topics_progress_retrieve', 'get', `${TOPIC}/progress`, 'read', 200],
  ['user_interview_topics_progress_list', 'get', `${TOPICS}/progress`, 'read', 200],
  ['user_interviews_list', 'get', RESPONSES, 'read', 200],
  ['user_interviews_retrieve', 'get', `${RESPONSES}/{id}`, 'read', 200],
  ['user_interviews_partial_update', 'patch', `${RESPONSES}/{id}`, 'write', 200],
  ['user_interviews_destroy', 'delete', `${RESPONSES}/{id}`, 'write', 204],
  ['contacts_list', 'get', CONTACTS, 'read', 200],
  ['contacts_create', 'post', CONTACTS, 'write', 200],
  ['contacts_csv_retrieve', 'get', `${CONTACTS}/csv`, 'read', 200],
  ['contacts_import_create', 'post', `${CONTACTS}/import`, 'write', 200],
  ['contacts_retrieve', 'get', `${CONTACTS}/{id}`, 'read', 200],
  ['contacts_partial_update', 'patch', `${CONTACTS}/{id}`, 'write', 200],
  ['project_settings_retrieve', 'get', SETTINGS, 'read', 200],
  ['project_settings_partial_update', 'patch', SETTINGS, '*', 200],
  ['consent_texts_list', 'get', '/api/projects/{project_id}/consent_texts', 'read', 200],
  ['project_retention_retrieve', 'get', '/api/projects/{project_id}/retention', 'read', 200],
  ['people_export_create', 'post', `${PERSONS}/export`, '*', 200],
  ['people_erase_create', 'post', `${PERSONS}/erase`, '*', 200],
  ['people_anonymise_create', 'post', `${PERSONS}/anonymise`, '*', 200],
  ['members_list', 'get', MEMBERS, 'read', 200],
  ['members_create', 'post', MEMBERS, '*', 201],
  ['members_partial_update', 'patch', `${MEMBERS}/{id}`, '*', 200],
  ['members_destroy', 'delete', `${MEMBERS}/{id}`, '*', 204],
  ['project_keys_list', 'get', KEYS, '*', 200],
  ['project_keys_destroy', 'delete', `${KEYS}/{id}`, '*', 204],
  ['webhooks_list', 'get', WEBHOOKS, '*', 200],
  ['webhooks_create', 'post', WEBHOOKS, '*', 201],
  ['webhooks_retrieve', 'get', `${WEBHOOKS}/{id}`, '*', 200],
  ['webhooks_partial_update', 'patch', `${WEBHOOKS}/{id}`, '*', 200],
  ['webhooks_destroy', 'delete', `${WEBHOOKS}/{id}`, '*', 204],
  ['webhooks_rotate_secret_create', 'post', `${WEBHOOKS}/{id}/rotate_secret`, '*', 200],
  ['webhooks_test_create', 'post', `${WEBHOOKS}/{id}/test`, '*', 202],
  ['webhooks_attempts_list', 'get', `${WEBHOOKS}/{id}/attempts`, '*', 200],
  ['webhooks_attempts_replay_create', 'post', `${WEBHOOKS}/{id}/attempts/{attempt_id}/replay`, '*', 202],
  ['user_interviews_search_create', 'post', `${RESPONSES}/search`, 'read', 200],
];

/** Operations without a key: operationId, path, statuses of good answers, statuses of errors. */
const OPEN_OPERATIONS: [string, string, string[], string[]][] = [
  ['session_link_create', '/api/session/link', ['202'], ['400', '404', '413', '415', '429', '500', '503']],
  [
    'user_interviews_share_start_call_create',
    '/api/user_interviews/share/{token}/start_call',
    ['200'],
    ['400', '404', '409', '413', '415', '429', '500', '502', '503'],
  ],
  [
    'mail_reports_create',
    '/api/mail_reports/{provider}',
    ['200'],
    ['400', '401', '404', '413', '415', '429', '500', '502', '503'],
  ],
  [
    'user_interviews_vapi_webhook_create',
    '/api/user_interviews/vapi_webhook',
    ['200', '201', '202'],
    ['400', '401', '404', '413', '415', '429', '500', '503'],
  ],
];

/** Answers to an empty body where nothing is configured. */
const WITHOUT_SETTINGS: Record<string, [status: number, code: string]> = {
  '/api/session/link': [400, 'required'],
  '/api/mail_reports/{provider}': [503, 'mail_reports_not_configured'],
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const NOBODY = '01890000-0000-7000-8000-000000000000';

interface Described {
  method: string;
  path: string;
  responses: Record<string, unknown>;
  scope: unknown;
  secured: boolean;
}

describe('the OpenAPI document', () => {
  const parley = useTestApp();
  let document: OpenAPIObject;
  const described = new Map<string, Described>();

  beforeAll(async () => {
    document = (await (await fetch(`${parley.baseUrl}/api/schema`)).json()) as OpenAPIObject;
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of METHODS) {
        const operation = item[method];
        if (!operation) continue;
        described.set(operation.operationId ?? `${method} ${path}`, {
          method,
          path,
          responses: operation.responses,
          scope: (operation as { 'x-required-scope'?: unknown })['x-required-scope'],
          secured: (operation.security ?? []).length > 0,
        });
      }
    }
  });

  it.each(OPERATIONS)('has %s', (operationId, method, path, scope, status) => {
    const operation = described.get(operationId);
    expect(operation).toMatchObject({
      method,
      path,
      scope: scope === '*' ? scope : `user_interview:${scope}`,
      secured: true,
    });
    expect(Object.keys(operation?.responses ?? {}).filter((code) => code < '300')).toEqual([String(status)]);
  });

  it.each(OPEN_OPERATIONS)('has %s, open to anybody', (operationId, path, good, bad) => {
    const operation = described.get(operationId);
    expect(operation).toMatchObject({ method: 'post', path, secured: false });
    expect(operation?.scope).toBeUndefined();
    expect(Object.keys(operation?.responses ?? {}).sort()).toEqual([...good, ...bad].sort());
  });

  it.each(OPEN_OPERATIONS)('%s answers with and without a slash, without a key', async (_id, path) => {
    for (const slash of ['', '/']) {
      const filled = path.replace('{token}', NOBODY).replace('{provider}', 'standard');
      const answer = await fetch(parley.baseUrl + filled + slash, { method: 'POST' });
      const [status, code] = WITHOUT_SETTINGS[path] ?? [503, 'voice_not_configured'];
      expect([answer.status, (await answer.json()) as object]).toEqual([
        status,
        expect.objectContaining({ code }),
      ]);
    }
  });

  it('gives every operation an id of its own', () => {
    const count = Object.values(document.paths)
      .flatMap((item) => METHODS.map((method) => item[method]))
      .filter((operation) => operation !== undefined).length;
    expect(described.size).toBe(count);
    expect([...described.keys()].filter((id) => id.includes(' '))).toEqual([]);
  });

  it('resolves all its references', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const known = Object.keys(document.components?.schemas ?? {});
    expect(references.length).toBeGreaterThan(18);
    expect(references.map(([, name]) => name).filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it.each(OPERATIONS)(
    '%s answers with and without a slash, under both prefixes',
    async (_id, method, path) => {
      const ada = await parley.client({ scopes: ['*'] });
      const concrete = path
        .replace('{project_id}', ada.projectId)
        .replace('{topic_id}', NOBODY)
        .replace('{id}', NOBODY);
      for (const prefix of ['/api/projects/', '/api/environments/']) {
        for (const slash of ['', '/']) {
          const url = concrete.replace('/api/projects/', prefix) + slash;
          const asked = await ada.request(method.toUpperCase(), url);
          // There is no such topic: what reaches the handler is a 404 of its own, a list, or a refused empty body.
          expect([200, 400, 404]).toContain(asked.status);
          const anonymous = await fetch(parley.baseUrl + url, { method: method.toUpperCase() });
          expect(anonymous.status).toBe(401);
        }
      }
    },
  );
});
