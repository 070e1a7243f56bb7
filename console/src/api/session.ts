import type { components } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { request } from './request';
import { send } from './send';
import { setCsrfToken } from './session-token';

/** The person who is signed in, and the projects that they reach. */
export type Session = components['schemas']['CurrentSessionDto'];
export type SessionProject = components['schemas']['SessionProjectDto'];

export const readSession = () => request('get', '/api/session', {});

async function fetchSession(): Promise<Session> {
  const session = await send(readSession());
  setCsrfToken(session.csrf_token);
  return session;
}

/** Reads the session. Without one, the page where one signs in opens. */
export function useSessionRead() {
  return useQuery({ queryKey: ['session'], queryFn: fetchSession, staleTime: 5 * 60_000 });
}

/** A function that reads the session again, after something that it shows has changed. */
export function useRefreshSession(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['session'] });
}

/** Ends the session and leaves the console. */
export async function signOut(): Promise<void> {
  await send(request('post', '/api/session/sign_out', {}));
  location.assign('/sign-in');
}

export const SessionContext = createContext<Session | null>(null);

/** The session; only below the app's frame, which loads it. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('No session has been loaded.');
  return session;
}

export const ProjectContext = createContext<SessionProject | null>(null);

/** A project, and what the person may do in it. The server decides in any case. */
export interface Project extends SessionProject {
  canWrite: boolean;
  isAdmin: boolean;
}

/** The project of the address; only below the app's frame. */
export function useProject(): Project {
  const project = useContext(ProjectContext);
  if (project === null) throw new Error('The address has no project.');
  return { ...project, canWrite: project.role !== 'viewer', isAdmin: project.role === 'admin' };
}
