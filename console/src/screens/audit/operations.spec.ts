import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped, topicOf } from './operations';

interface Operation {
  operationId: string;
  'x-required-scope'?: string;
  'x-audited-read'?: string;
}

const read = (path: string) => JSON.parse(readFileSync(join(__dirname, path), 'utf8')) as unknown;

describe('the operations of the audit trail', () => {
  it('have words, all that the server records', () => {
    const { paths } = read('../../../../openapi.json') as {
      paths: Record<string, Record<string, Operation>>;
    };
    const recorded = Object.values(paths)
      .flatMap((item) => Object.entries(item))
      .filter(([method, { 'x-required-scope': scope, 'x-audited-read': read }]) =>
        method === 'get' || read !== undefined
          ? scope === 'user_interview:write' || read !== undefined
          : scope === 'user_interview:write' || scope === '*',
      )
      .map(([, { operationId }]) => operationId);
    const { operations } = read('../../texts/en/audit.json') as { operations: Record<string, string> };
    expect(recorded.length).toBeGreaterThan(25);
    expect(Object.keys(operations).sort()).toEqual(recorded.sort());
  });

  it.each([
    ['user_interview_topics_create', { result: 't1' }, 't1'],
    ['user_interview_topics_partial_update', { id: 't1', result: 't1' }, 't1'],
    ['user_interview_topics_interviewees_destroy', { topic_id: 't1', id: 'c1' }, 't1'],
    ['user_interview_topics_invites_retry_create', { id: 't1', invite_id: 'i1' }, 't1'],
    ['user_interview_topics_destroy', { id: 't1' }, null],
    ['contacts_create', { result: 'c1' }, null],
  ])('lead to their topic: %s', (operation, target, topic) => {
    expect(topicOf(operation, target as Record<string, string>)).toBe(topic);
  });
});

describe('groups', () => {
  it('have neighbours only', () => {
    expect(grouped([1, 3, 2, 5], (n) => String(n % 2))).toEqual([
      { key: '1', rows: [1, 3] },
      { key: '0', rows: [2] },
      { key: '1', rows: [5] },
    ]);
    expect(grouped([], String)).toEqual([]);
  });
});
