import type { Role } from './role';

/** Who sends a request, and the access that their key or session gives. */
export interface Credentials {
  userId: string;
  /** The key that was sent; null for a session. */
  keyId: string | null;
  /** The session that was sent; null for a key. */
  sessionId: string | null;
  /** Limits of the key; a session is limited by roles alone. */
  scopes: string[];
  /** The requested project; null when it does not exist, or the key or its user has no access to it. */
  projectId: string | null;
  /** The user's role in that project; null when there is no project. */
  role: Role | null;
}

/** The credentials that a key gives. */
export interface KeyCredentials extends Credentials {
  keyId: string;
  sessionId: null;
}

/** The credentials that a session gives. */
export interface SessionCredentials extends Credentials {
  keyId: null;
  sessionId: string;
}
