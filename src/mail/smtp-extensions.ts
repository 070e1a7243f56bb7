import { Injectable } from '@nestjs/common';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Settings } from '../config/settings';
import { smtpOptions } from './smtp-options';

/** A server's answer is asked for again after this time, since its software can be changed. */
const CACHE_MS = 600_000;

/** Asks the mail server which extensions it has, on a connection of its own. nodemailer does not tell before a send. */
@Injectable()
export class SmtpExtensions {
  private asked: { at: number; reply: Promise<string[]> } | null = null;

  constructor(private readonly settings: Settings) {}

  /** Whether the server takes addresses with other characters than ASCII (RFC 6531). @throws Error no connection */
  async supportsUtf8(): Promise<boolean> {
    const { smtpUrl } = this.settings;
    if (smtpUrl === null) return false;
    if (this.asked === null || performance.now() - this.asked.at > CACHE_MS) {
      this.asked = { at: performance.now(), reply: readExtensions(this.settings, smtpUrl) };
    }
    const { asked } = this;
    try {
      return (await asked.reply).includes('SMTPUTF8');
    } catch (error) {
      if (this.asked === asked) this.asked = null;
      throw error;
    }
  }
}

function readExtensions(settings: Settings, smtpUrl: string): Promise<string[]> {
  const connection = new SMTPConnection(smtpOptions(settings, smtpUrl));
  // The list has no public name. mail.service.spec.ts notices if a new version of nodemailer moves it.
  const { _supportedExtensions: extensions } = connection as unknown as { _supportedExtensions: string[] };
  return new Promise<string[]>((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((error?: Error | null) => {
      if (error) return reject(error);
      resolve(extensions);
      connection.quit();
    });
  });
}
