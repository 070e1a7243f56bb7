import type { OwnOptOutTexts } from './opt-out-texts';

/** Spanish. */
export const es: OwnOptOutTexts = {
  footnote: '¿Tiene preguntas? Responda al correo que le trajo aquí.',
  ask: {
    title: '¿Qué correos quiere dejar de recibir?',
    lead: '{name} le escribió para saber cómo ve usted este tema:',
    leadWithoutTopic: '{name} le escribió para invitarle a una entrevista.',
    anonymousTeam: 'Un equipo de investigación',
    completed: 'Ya ha respondido sobre este tema, así que no recibirá más correos al respecto. Gracias.',
  },
  topic: {
    title: 'Solo este tema',
    text: 'No recibirá más correos sobre este tema. El equipo podrá escribirle sobre otros.',
    button: 'Este tema no',
  },
  later: {
    title: 'Ahora no, pero más adelante sí',
    text: 'No recibirá ningún correo antes del día que elija. Desde entonces, el equipo podrá volver a escribirle.',
    label: 'Ningún correo antes del',
    button: 'Preguntarme más adelante',
  },
  never: {
    title: 'Todos los correos de este equipo',
    text: 'No recibirá más invitaciones ni recordatorios de este equipo, sea cual sea el tema.',
    button: 'No escribirme nunca más',
  },
  chosen: {
    topic: {
      title: 'No recibirá más correos sobre este tema',
      lead: 'No pasa nada: ha quedado anotado. Puede cerrar esta página.',
    },
    later: {
      title: (day) => `Ningún correo antes del ${day}`,
      lead: 'Ha quedado anotado. A partir de ese día, el equipo podrá volver a escribirle. Puede cerrar esta página.',
    },
    never: {
      title: 'No recibirá más correos',
      lead: 'Ha quedado anotado: el equipo no volverá a escribirle, sea cual sea el tema. Puede cerrar esta página.',
    },
    more: '¿Prefiere elegir otra cosa?',
  },
  undo: {
    title: '¿Ha sido un error?',
    text: 'Entonces deshaga su elección. Todo volverá a estar como antes.',
    button: 'Deshacer',
  },
  wrongDay: (first, last) => `Elija, por favor, un día entre el ${first} y el ${last}.`,
  notFound: {
    title: 'Enlace no encontrado',
    heading: 'Este enlace no da de baja ningún correo',
    lead: 'Puede que falte una parte de la dirección o que el enlace ya no se use. Desde aquí no podemos saberlo. No se ha cambiado nada.',
    whatToDo: 'Qué puede hacer',
    stepList: [
      {
        title: 'Pruebe el enlace otra vez',
        text: 'Vuelva al correo y abra el enlace desde allí, o copie la dirección completa.',
      },
      {
        title: 'Responda al correo',
        text: 'Si vuelve a llegar aquí, responda que no quiere recibir más correos. Su respuesta llegará a la persona que le escribió.',
      },
    ],
    footnote: 'Disculpe el rodeo.',
  },
  preview: {
    title: 'Enlace de vista previa',
    heading: 'Este es solo un enlace de vista previa',
    lead: 'Sustituye a uno real mientras alguien mira un correo. No es de nadie y no cambia nada.',
    realTitle: 'Qué hace el enlace de los correos reales',
    real: 'Abre una página en la que la persona puede rechazar el tema, elegir un día posterior o dejar de recibir correos. Cada elección se puede deshacer.',
    footnote: 'Esta página es igual para todas las personas que la abren.',
  },
};
