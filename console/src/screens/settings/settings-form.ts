import type { Settings } from '../../api/settings';

/** The fields in which a form differs from what is stored: all that is sent. */
export function changesOf(stored: Settings, values: Settings): Partial<Settings> {
  const names = Object.keys(stored) as (keyof Settings)[];
  return Object.fromEntries(
    names.filter((name) => !isSame(values[name], stored[name])).map((name) => [name, values[name]]),
  );
}

/** Whether two values of a field mean the same; lists are compared by what is in them. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Edits that were not saved, by project. They outlive a visit to another screen, and a reload of the page. */
const keyOf = (projectId: string) => `parley.settings.${projectId}`;

export function keepEdits(projectId: string, edits: Partial<Settings>): void {
  try {
    if (Object.keys(edits).length === 0) sessionStorage.removeItem(keyOf(projectId));
    else sessionStorage.setItem(keyOf(projectId), JSON.stringify(edits));
  } catch {
    // The browser's storage is full or switched off; the edits are still in the page.
  }
}

/** The edits that an earlier visit has left, as far as the settings have such fields. */
export function keptEdits(projectId: string, stored: Settings): Partial<Settings> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(projectId)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([name]) => Object.hasOwn(stored, name)));
  } catch {
    return {};
  }
}

/** Names of time zones for a choice, with the present one even if the browser does not know it. */
export function timeZones(current: string): string[] {
  return [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])];
}
