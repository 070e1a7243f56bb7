// Drafts: a copy of unsaved text in this browser, and the request that saves it on the server.

// The token is in the page's URL only, not in its content.
const page = location.pathname.replace(/(\/later)?\/?$/, '');
const prefix = `parley:${page}:`;

/** Text that the server has not acknowledged yet, by question. Without local storage no copies are kept. */
export const copies = {
  read(position) {
    try {
      const copy = JSON.parse(localStorage.getItem(prefix + position));
      return copy && typeof copy.text === 'string' && Array.isArray(copy.sent) ? copy : null;
    } catch {
      return null;
    }
  },
  write(position, copy) {
    try {
      localStorage.setItem(prefix + position, JSON.stringify(copy));
    } catch {
      // Storage is full or disabled: only the server saves the text.
    }
  },
  remove(position) {
    try {
      localStorage.removeItem(prefix + position);
    } catch {
      // Storage is disabled.
    }
  },
  positions() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => Number(key.slice(prefix.length)));
    } catch {
      return [];
    }
  },
};

/** Normalises a text in the same way as the server. */
export const clean = (text) => text.replace(/\r\n?/g, '\n').trim();

/** Sends a draft to the server. */
export function post(draft, options) {
  return fetch(`${page}/draft`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(draft),
    ...options,
  });
}

/** Whether the server answers, whatever `navigator.onLine` says. */
export async function canReachServer() {
  const request = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(3000) };
  return fetch(import.meta.url, request).then(
    () => true,
    () => false,
  );
}
