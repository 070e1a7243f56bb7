/**
 * Text that a mail reader shows as it stands. Readers decode anything that looks like an encoded word (RFC 2047),
 * wherever it came from, so `=?…?=` in somebody's text could show other words than those that were checked.
 */
export function headerText(text: string): string {
  return text.replaceAll('=?', '= ?');
}
