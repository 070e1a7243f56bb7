import type { MailTexts } from './mail-texts';

const OPT_OUT = {
  question: '¿No le interesa?',
  link: 'Diga que no, elija otro día o deje de recibir estos correos',
};
const WITHOUT_OPT_OUT = 'Si prefiere no participar, ignore este correo o responda que no quiere recibir más.';

/** Spanish. */
export const es: MailTexts = {
  testMark: '[Prueba]',
  test: { title: 'Esto es una prueba.', text: 'Muestra lo que verán las personas a las que invite.' },
  hello: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  team: 'El equipo de investigación',
  anyTopic: 'nuestra investigación',
  anyDeadline: 'final del estudio',
  button: 'Ir a la entrevista',
  copyAddress: 'Si el botón no funciona, copie esta dirección en su navegador:',
  keepPrivate: 'Este enlace es solo para usted; por favor, no lo reenvíe.',
  invite: {
    subject: (topic) =>
      topic === ''
        ? '¿Tiene 5 minutos para una breve entrevista?'
        : `¿Tiene 5 minutos para hablar de «${topic}»?`,
    preheader: (sender) => `${sender} le invita a una breve conversación de investigación.`,
    heading: '¿Tiene cinco minutos para conversar?',
    leadToTopic: ['Nos gustaría aprender de su experiencia.', 'En este momento investigamos este tema:'],
    lead: ['Estamos haciendo una investigación y nos gustaría aprender de su experiencia.'],
    body: [
      'Es una conversación informal de unos cinco minutos. Usted responde a unas pocas preguntas a su ritmo, cuando le venga bien en los próximos días. No hay nada que preparar y nadie intentará venderle nada.',
    ],
    closing: 'Muchas gracias,',
    reason: (sender) => `${sender} desea conocer su opinión; por eso recibe usted este correo.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  reminder: {
    subject: (topic) =>
      topic === ''
        ? 'Recordatorio: ¿tiene 5 minutos para una breve entrevista?'
        : `Recordatorio: ¿tiene 5 minutos para hablar de «${topic}»?`,
    preheader: () => 'Su enlace sigue funcionando y su opinión nos sigue interesando.',
    heading: 'Un breve recordatorio',
    leadToTopic: ['Hace poco le invitamos a una breve entrevista.', 'Trata de este tema:'],
    lead: ['Hace poco le invitamos a una breve entrevista para nuestra investigación.'],
    body: [
      'Por si no vio nuestro primer correo: nos sigue interesando su opinión. El mismo enlace sigue funcionando. Si ya empezó, continuará donde lo dejó. Le llevará unos cinco minutos.',
    ],
    howToStop:
      'Si prefiere no participar, díganoslo con el enlace que está al final de este correo y no recibirá más recordatorios.',
    closing: 'Muchas gracias,',
    reason: (sender) => `${sender} desea conocer su opinión; por eso recibe usted este recordatorio.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  thank_you: {
    subject: (topic) =>
      topic === '' ? 'Gracias por sus respuestas' : `Gracias por sus respuestas sobre «${topic}»`,
    preheader: () => 'Sus respuestas han llegado. No tiene que hacer nada más.',
    heading: 'Gracias por su tiempo',
    leadToTopic: ['Sus respuestas han llegado. Gracias por contarnos lo que piensa sobre este tema:'],
    lead: ['Sus respuestas han llegado. Gracias por contarnos lo que piensa.'],
    body: [
      'Sus respuestas nos ayudan a entender mejor el tema. No tiene que hacer nada más.',
      'Si quiere añadir algo o tiene alguna pregunta, basta con responder a este correo. Su respuesta llegará al equipo.',
    ],
    closing: 'Un cordial saludo,',
    reason: () => 'Recibe usted este correo porque participó en una entrevista.',
    optOut: { question: '¿Prefiere no recibir más correos?', link: 'Dejar de recibir estos correos' },
    withoutOptOut: 'Si prefiere no recibir más correos, responda y díganoslo.',
  },
};
