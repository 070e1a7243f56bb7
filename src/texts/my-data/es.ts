import type { OwnMyDataTexts } from './my-data-texts';

/** Spanish. */
export const es: OwnMyDataTexts = {
  title: 'Sus datos',
  lead: 'Esto es lo que está guardado sobre usted y su entrevista acerca de:',
  footnote: 'El enlace a esta página es solo suyo. Consérvelo mientras pueda necesitarlo.',
  back: 'A la entrevista',
  facts: {
    title: 'Sobre usted',
    identifier: 'Se le invitó como',
    name: 'Nombre que escribió',
    started: 'Empezada',
    completed: 'Enviada',
    withdrawn: 'Retirada',
    consent: 'Texto de consentimiento',
  },
  said: {
    title: 'Lo que dijo',
    call: 'Llamada de voz',
    summary: 'Resumen',
    skipped: 'Omitida',
    none: 'No hay respuestas guardadas.',
  },
  download: {
    title: 'Descargar',
    text: 'Todo lo que hay en esta página como archivo: como texto para leer o como JSON para otros programas.',
    asText: 'Como texto',
    asJson: 'Como JSON',
  },
  withdraw: {
    title: 'Retirar su entrevista',
    text: 'El equipo de investigación deja de ver de inmediato lo que dijo. A los diez minutos sus palabras se borran para siempre; hasta entonces puede deshacerlo aquí. No tiene que decir por qué.',
    button: 'Retirar y borrar',
  },
  withdrawn: {
    title: 'Ha retirado su entrevista',
    text: 'El equipo de investigación no ve nada de lo que dijo.',
    tooLate: 'Sus palabras están borradas.',
    undoTitle: '¿Ha sido un error?',
    undoText: 'Durante diez minutos puede recuperar sus palabras. Después se borran para siempre.',
    undo: 'Recuperarlas',
  },
  receipt: {
    title: 'Justificante',
    text: 'Confirma que ha retirado su entrevista. Conserve el número por si quiere preguntar por ello.',
    number: 'Número',
    save: 'Guardar el justificante',
  },
  never: {
    title: 'No más correos',
    text: 'No recibirá más invitaciones ni recordatorios de este equipo, sea cual sea el tema.',
    button: 'No escribirme nunca más',
    done: 'No recibirá más correos de este equipo.',
  },
  more: {
    title: '¿Algo más?',
    text: 'Si algo no es correcto, o quiere que se borre todo sobre usted, escriba al equipo que le invitó.',
  },
};
