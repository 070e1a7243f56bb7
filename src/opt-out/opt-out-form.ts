import type { Choice } from '../contacts/contact-choice.entity';

/** A button of the page, or of a mail program; null if the form names none of them. */
export type OptOutForm =
  | { press: 'one-click' }
  | { press: Exclude<Choice, 'later'> | 'undo' }
  | { press: 'later'; until: string }
  | null;

/**
 * Reads a form of the unsubscribe page, or the one that mail programs send (RFC 8058, 3.1): `List-Unsubscribe=One-Click`,
 * whose case and surrounding blanks do not matter here, because an opt-out must not be lost over them.
 */
export function readOptOutForm(body: unknown): OptOutForm {
  if (typeof body !== 'object' || body === null) return null;
  const fields = new Map(Object.entries(body).map(([name, value]) => [plain(name), value as unknown]));
  if ([fields.get('list-unsubscribe')].flat().some((value) => plain(value) === 'one-click')) {
    return { press: 'one-click' };
  }
  const choice = fields.get('choice');
  switch (choice) {
    case 'topic':
    case 'never':
    case 'undo':
      return { press: choice };
    case 'later': {
      const until = fields.get('until');
      return { press: choice, until: typeof until === 'string' ? until.trim() : '' };
    }
    default:
      return null;
  }
}

function plain(text: unknown): string {
  return typeof text === 'string' ? text.trim().toLowerCase() : '';
}
