import * as base64 from 'nodemailer/lib/base64';
import MimeNode from 'nodemailer/lib/mime-node';
import * as qp from 'nodemailer/lib/qp';

/** What a message is made of. */
export interface MessageParts {
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: string;
  subject: string;
  headers: Record<string, string>;
  text: string;
  html: string;
}

/**
 * The finished message with its envelope. Headers and encodings are nodemailer's choice. It would write the same by
 * itself, but through a chain of streams, and that takes longer than everything else about a mail.
 */
export function writeMessage({ messageId, from, to, replyTo, subject, headers, text, html }: MessageParts) {
  const root = new MimeNode('multipart/alternative');
  root.setHeader({
    From: from,
    To: to,
    'Reply-To': replyTo,
    Subject: subject,
    'Message-ID': messageId,
    ...headers,
  });
  const head = root.buildHeaders();
  const mark = `--${root.boundary}`;
  const textPart = writePart(root.createChild('text/plain'), text);
  const htmlPart = writePart(root.createChild('text/html'), html);
  return {
    envelope: root.getEnvelope(),
    raw: `${head}\r\n\r\n${mark}\r\n${textPart}\r\n${mark}\r\n${htmlPart}\r\n${mark}--\r\n`,
  };
}

function writePart(node: MimeNode, content: string): string {
  const lines = content.replace(/\r?\n/g, '\r\n');
  node.setContent(lines);
  const head = node.buildHeaders();
  return `${head}\r\n\r\n${encode(lines, node.getHeader('Content-Transfer-Encoding'))}`;
}

function encode(content: string, encoding: unknown): string {
  if (encoding === 'quoted-printable') return qp.wrap(qp.encode(content));
  if (encoding === 'base64') return base64.wrap(base64.encode(content));
  return content;
}
