import { SnakeNamingStrategy } from './snake-naming.strategy';

describe('SnakeNamingStrategy', () => {
  const names = new SnakeNamingStrategy();

  it('writes columns in snake case and keeps a given name', () => {
    expect(names.columnName('intervieweeIdentifier', '', [])).toBe('interviewee_identifier');
    expect(names.columnName('id', '', [])).toBe('id');
    expect(names.columnName('shard', 'slot', [])).toBe('slot');
    expect(names.columnName('street', '', ['homeAddress'])).toBe('home_address_street');
    expect(names.joinColumnName('createdBy', 'id')).toBe('created_by_id');
  });

  it('names constraints and indexes after table and columns', () => {
    expect(names.primaryKeyName('topic')).toBe('topic_pkey');
    expect(names.foreignKeyName('topic', ['created_by_id'])).toBe('topic_created_by_fkey');
    expect(names.uniqueConstraintName('public.user', ['email'])).toBe('user_email_key');
    expect(names.indexName('delivery', ['share_id', 'sent_at'])).toBe('delivery_share_sent_at_idx');
    expect(names.checkConstraintName('link', `"kind" IN ('test', 'shared')`)).toBe('link_kind_check');
    expect(names.checkConstraintName('link', `"a" > 0 AND ("a" < 9 OR "b")`)).toBe('link_a_b_check');
  });
});
