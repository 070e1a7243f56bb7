import { inviteCopyViolation } from '../validation/invite-copy';

const MAX_TOPIC_LENGTH = 200;

/** The topic in one line, shortened. Empty when it contains a link or markup, which invites must not have. */
export function safeTopic(topic: string): string {
  const line = shortened(
    topic
      .slice(0, 4 * MAX_TOPIC_LENGTH)
      .trim()
      .replace(/\s+/gu, ' '),
    MAX_TOPIC_LENGTH,
  );
  return inviteCopyViolation(line, { lineBreaks: false }) ? '' : line;
}

/** Cuts a text to at most `max` characters (code points), the last of them an ellipsis if something is cut off. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  return `${characters
    .slice(0, max - 1)
    .join('')
    .trimEnd()}…`;
}
