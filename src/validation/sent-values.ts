import type { Type as Class } from '@nestjs/common';

/** The list in whose place the pipe put a function; another value stays as it is. */
export function limitedList(sent: unknown): unknown {
  return typeof sent === 'function' ? (sent as () => unknown[])() : sent;
}

/** Makes each object of a list an instance of the item's class, with its declared fields trimmed. */
export function toItems(sent: unknown, item: Class<object>, names: string[]): unknown {
  const list = limitedList(sent);
  if (!Array.isArray(list)) return list;
  return list.map((entry: unknown) => toItem(entry, item, names));
}

/** Makes an object an instance of a class, with its declared fields trimmed; another value stays as it is. */
export function toItem(sent: unknown, item: Class<object>, names: string[]): unknown {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return sent;
  const fields: Record<string, unknown> = {};
  for (const name of names) {
    if (Object.hasOwn(sent, name)) fields[name] = trimmed((sent as Record<string, unknown>)[name]);
  }
  return Object.assign(new item(), fields);
}

/** In a form an empty member of an object means null, and a number is written out. */
export function toNumbers(sent: unknown): unknown {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return sent;
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, toNumber(value)]));
}

/** Strings lose white space at both ends, in lists too; anything else stays as it is. */
export function trimmed(value: unknown, trim = (text: string) => text.trim()): unknown {
  if (typeof value === 'string') return trim(value);
  return Array.isArray(value)
    ? value.map((entry: unknown) => (typeof entry === 'string' ? trim(entry) : entry))
    : value;
}

/** Forms and some clients write `true` and `false` as text. */
export function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : value;
}

/** In a form an empty field means null, and a number is written out. */
export function toNumber(value: unknown): unknown {
  const sent = blankToNull(value);
  return typeof sent === 'string' && /^\d{1,15}$/.test(sent.trim()) ? Number(sent) : sent;
}

/** In a form an empty field means null. */
export function blankToNull(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? null : value;
}
