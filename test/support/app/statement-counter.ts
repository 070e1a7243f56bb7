import { AsyncLocalStorage } from 'node:async_hooks';
import { Server } from 'node:http';
import { Client } from 'pg';

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Has `around` carry out every call of a method, until the returned function is called. */
function wrap(prototype: object, name: string, around: (call: () => unknown, values: unknown[]) => unknown) {
  const methods = prototype as Record<string, Method>;
  const original = methods[name] as Method;
  methods[name] = function (...values) {
    return around(() => original.apply(this, values), values);
  };
  return () => (methods[name] = original);
}

/**
 * The SQL of every statement that `work` runs, also in servers of this process that it sends requests to. Statements of
 * timers that fire meanwhile are not among them.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const counted = new AsyncLocalStorage<true>();
  const restore = [
    // A request does not carry the context of its sender.
    wrap(Server.prototype, 'emit', (call, [event]) =>
      event === 'request' ? counted.run(true, call) : call(),
    ),
    wrap(Client.prototype, 'query', (call, [statement]) => {
      const text = typeof statement === 'string' ? statement : (statement as { text: string }).text;
      // A new connection sets its session; that depends on the pool, not on the work.
      if (counted.getStore() && !text.trimStart().startsWith('SET statement_timeout')) statements.push(text);
      return call();
    }),
  ];
  try {
    await counted.run(true, work);
  } finally {
    for (const undo of restore) undo();
  }
  return statements;
}
