/** The values that the banner shows. */
export interface BannerFacts {
  baseUrl: string;
  /** Link that signs the demo user in; null without a demo user or without pages. */
  consoleUrl: string | null;
  /** Null when the demo key was revoked or its file is gone. */
  demo: { key: string; projectId: string } | null;
  hasMailbox: boolean;
}

/** The text in the terminal after a start on the embedded database: the addresses and the first command to try. */
export function renderBanner({ baseUrl, consoleUrl, demo, hasMailbox }: BannerFacts): string {
  const lines = ['', `Parley is up at ${baseUrl}`, ''];
  if (consoleUrl) lines.push(`  Console      ${consoleUrl}`);
  lines.push(`  Swagger UI   ${baseUrl}/docs`);
  if (hasMailbox) lines.push(`  Mailbox      ${baseUrl}/mailbox`);
  if (demo) {
    const topics = `${baseUrl}/api/projects/${demo.projectId}/user_interview_topics/`;
    lines.push(
      `  Project      ${demo.projectId}`,
      `  API key      ${demo.key}`,
      '',
      'Plan a first topic:',
      '',
      `curl -H 'Authorization: Bearer ${demo.key}' -H 'Content-Type: application/json' -d '{"topic":"How teams plan their week","interviewee_emails":["Ada Lovelace <ada@example.com>"]}' ${topics}`,
    );
  } else {
    lines.push(
      '',
      'Create another key:  npm run --silent keys:create -- --email you@example.com --name "Your Name" --project Demo --scope user_interview:write',
    );
  }
  return `${lines.join('\n')}\n\n`;
}
