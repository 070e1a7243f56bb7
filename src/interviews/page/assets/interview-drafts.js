// What was typed and is not sent off: a copy in this browser, and the way to the server.

// The page does not contain its token, but its address does.
const page = location.pathname.replace(/(\/later)?\/?$/, '');
const prefix = `parley:${page}:`;

/** What was typed and not acknowledged yet, by question. Storage can be switched off; then nothing is kept. */
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
      // Full or forbidden: the saves to the server go on.
    }
  },
  remove(position) {
    try {
      localStorage.removeItem(prefix + position);
    } catch {
      // As above.
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

/** As the server stores it. */
export const clean = (text) => text.replace(/\r\n?/g, '\n').trim();

/** Sends what was typed so far. */
export function post(draft, options) {
  return fetch(`${page}/draft`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(draft),
    ...options,
  });
}
