import { Client } from 'pg';

type Query = (this: unknown, ...values: unknown[]) => unknown;

/** The SQL of every statement that any connection of this process runs while `work` does. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const prototype = Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...values) {
    const [statement] = values;
    const text = typeof statement === 'string' ? statement : (statement as { text: string }).text;
    // A new connection sets its session; that depends on the pool, not on the work.
    if (!text.trimStart().startsWith('SET statement_timeout')) statements.push(text);
    return query.apply(this, values);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return statements;
}
