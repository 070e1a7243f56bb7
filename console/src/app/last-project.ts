import type { SessionProject } from '../api/session';

const KEPT = 'parley.project';

/** The project that was used last, if the person still reaches it; else the first. */
export function lastProject(projects: readonly SessionProject[]): SessionProject | null {
  const kept = localStorage.getItem(KEPT);
  return projects.find(({ id }) => id === kept) ?? projects[0] ?? null;
}

export function keepProject(id: string): void {
  localStorage.setItem(KEPT, id);
}
