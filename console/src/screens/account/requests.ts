import type { components } from '@parley/client';
import { request } from '../../api/request';

export type BrowserSession = components['schemas']['SessionDto'];

export const SESSIONS = '/api/sessions';

export const listSessions = () => request('get', SESSIONS, {});

export const endSession = (id: string) => request('delete', `${SESSIONS}/{id}`, { path: { id } });
