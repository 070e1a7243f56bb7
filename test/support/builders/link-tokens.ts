import type { Settings } from '../../../src/config/settings';
import { InterviewLinks } from '../../../src/sharing/interview-links';
import { TEST_SECRET_KEY } from '../app/secret-key';

const links = new InterviewLinks({
  publicUrl: '',
  secretKey: TEST_SECRET_KEY,
  secretKeyPrevious: null,
} as Settings);

/** The path of the interview page of a link that a test application has stored. */
export function pathOfLink(linkId: string): string {
  return links.urlOf(linkId);
}

/** The id of the link that a token of a test application opens. */
export function linkIdOf(token: string): string {
  const key = links.read(token);
  if (!key || !('id' in key)) throw new Error('This is no token of a test application.');
  return key.id;
}
