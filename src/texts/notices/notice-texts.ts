import type { Language } from '../languages';

/** Texts of a mail that tells admins about something that has stopped. */
export interface NoticeTexts {
  subject: string;
  heading: string;
  preheader: string;
  hello(name: string): string;
  lead: string;
  advice: string;
  button: string;
  reason(host: string): string;
}

/** A webhook was disabled. @param host of the receiver @param project its name, or blank */
export type WebhookDisabledTexts = (host: string, project: string) => NoticeTexts;

const english: WebhookDisabledTexts = (host, project) => ({
  subject: 'A webhook was switched off',
  heading: 'A webhook was switched off',
  preheader: `${host} has accepted nothing for five days.`,
  hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  lead: `The webhook to ${host}${project === '' ? '' : ` in the project ${project}`} has accepted no event for five days, so it gets none any more. Events from now on are not kept for it.`,
  advice: 'Look at its attempts to see what the receiver answered. When it works again, enable the webhook.',
  button: 'Open the console',
  reason: (server) => `You get this mail because you are an admin of the project on ${server}.`,
});

const german: WebhookDisabledTexts = (host, project) => ({
  subject: 'Ein Webhook wurde abgeschaltet',
  heading: 'Ein Webhook wurde abgeschaltet',
  preheader: `${host} hat fünf Tage lang nichts angenommen.`,
  hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  lead: `Der Webhook zu ${host}${project === '' ? '' : ` im Projekt ${project}`} hat fünf Tage lang kein Ereignis angenommen und bekommt deshalb keine mehr. Ereignisse ab jetzt werden nicht für ihn aufgehoben.`,
  advice:
    'Seine Zustellversuche zeigen, was der Empfänger geantwortet hat. Schalten Sie den Webhook wieder ein, wenn der Empfänger wieder arbeitet.',
  button: 'Konsole öffnen',
  reason: (server) => `Sie bekommen diese Mail, weil Sie das Projekt auf ${server} verwalten.`,
});

const spanish: WebhookDisabledTexts = (host, project) => ({
  subject: 'Se ha desactivado un webhook',
  heading: 'Se ha desactivado un webhook',
  preheader: `${host} no ha aceptado nada en cinco días.`,
  hello: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  lead: `El webhook a ${host}${project === '' ? '' : ` del proyecto ${project}`} no ha aceptado ningún evento en cinco días, así que ya no recibe más. Los eventos a partir de ahora no se guardan para él.`,
  advice:
    'Sus intentos muestran qué ha respondido el receptor. Cuando vuelva a funcionar, active el webhook de nuevo.',
  button: 'Abrir la consola',
  reason: (server) => `Recibe este correo porque administra el proyecto en ${server}.`,
});

/** Texts of the mail about a disabled webhook. */
export const WEBHOOK_DISABLED: Record<Language, WebhookDisabledTexts> = {
  en: english,
  de: german,
  es: spanish,
};
