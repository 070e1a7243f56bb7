/** The headers that matter come early, so the copy of a long mail at a report's end need not be fetched. */
const MAX_MAIL_BYTES = 256 * 1024;
const MAILS_AT_ONCE = 50;
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/**
 * Hands each unread mail of the folder to `take`, oldest first, and marks it as read once that has resolved.
 * @param url `imaps://` or `imap://` with STARTTLS, which `?tls=off` does without; the path is the folder, INBOX if empty
 * @param take gets a mail, or its beginning
 * @param signal closes the connection; what was not marked yet is read again the next time
 * @returns how many there were
 * @throws Error the server refuses or is away, or `take` rejects; what was taken before is marked
 */
export async function readUnread(
  url: string,
  take: (mails: Buffer[]) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const { options, folder } = imapOptions(url);
  // Loaded when it is needed: few processes read a mailbox, and the library takes long to load.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow(options);
  // Errors between commands come as events, and would end the process without a listener; commands reject as well.
  client.on('error', () => undefined);
  const close = (): void => client.close();
  signal.addEventListener('abort', close);
  try {
    await client.connect();
    await client.mailboxOpen(folder);
    const unread = (await client.search({ seen: false }, { uid: true })) || [];
    for (let from = 0; from < unread.length; from += MAILS_AT_ONCE) {
      const range = unread.slice(from, from + MAILS_AT_ONCE);
      const mails = await client.fetchAll(
        range,
        { uid: true, source: { maxLength: MAX_MAIL_BYTES } },
        { uid: true },
      );
      await take(mails.flatMap(({ source }) => source ?? []));
      await client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
    }
    await client.logout();
    return unread.length;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

function imapOptions(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // A password must not cross the network in the clear unless the operator says so.
    ...(secure ? {} : { doSTARTTLS: url.searchParams.get('tls') !== 'off' }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false as const,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
  return { options, folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' };
}
