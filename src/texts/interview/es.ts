import type { InterviewTexts } from './interview-texts';

/** Spanish. */
export const es: InterviewTexts = {
  languageName: 'Español',
  consentVersion: '2026-12-b-es',
  searchConfig: 'spanish',
  openQuestion: (topic) => `¿Qué le viene a la mente sobre «${topic}»?`,
  lastWordQuestion: '¿Hay algo más que quiera decirnos?',
  layout: {
    mark: 'Entrevista de investigación',
    languages: 'Idioma',
    testNotice:
      'Esto es una prueba. Las respuestas no cuentan y se guardan aparte de las de personas reales.',
    footnote: '¿Tiene preguntas? Escriba a la persona que le envió este enlace.',
    yourData: 'Sus datos: ver, descargar, retirar',
    problem: 'Por favor, revise',
  },
  welcome: {
    title: 'Su entrevista',
    hello: 'Hola',
    lead: 'A {name} le gustaría saber cómo ve usted este tema:',
    anonymousTeam: 'un equipo de investigación',
    time: 'Duración',
    minutes: (minutes) => `Unos ${minutes} minutos`,
    questions: 'Preguntas',
    steps: 'Qué va a pasar',
    stepList: [
      {
        title: 'Usted empieza cuando le venga bien',
        text: 'No hay nada que preparar. La entrevista se hace aquí mismo, en esta página.',
      },
      {
        title: 'Usted responde con sus propias palabras',
        text: 'Una pregunta tras otra, a su ritmo. No hay respuestas equivocadas y nadie intentará venderle nada.',
      },
      {
        title: 'Usted para cuando quiera',
        text: 'Cada respuesta se conserva: puede volver más tarde con el mismo enlace. No tiene que decir por qué.',
      },
      {
        title: 'Sus respuestas llegan al equipo',
        text: 'El equipo de investigación las lee para entender el tema. No se publican.',
      },
    ],
    start: '¿Quiere participar?',
    yourName: 'Su nombre',
    yourNameHint: '¿Cómo podemos llamarle? Basta con el nombre de pila.',
    leaveEmpty: 'Por favor, deje este campo vacío',
    begin: 'Empezar',
    decline: 'Esta vez no',
    keepPrivate: 'El enlace es solo para usted; por favor, no lo comparta.',
    cookiesNeeded:
      'Su navegador no guardó la cookie con la que esta página le reconoce. Permita las cookies de este sitio y empiece otra vez.',
  },
  consent: {
    title: 'Antes de empezar',
    lead: 'Lea, por favor, esta breve página. Usted decide.',
    points: [
      {
        title: 'Es voluntario',
        text: 'Puede decir que no sin problema. Puede saltarse cualquier pregunta y parar en cualquier momento, sin decir por qué.',
      },
      {
        title: 'Qué se guarda',
        text: 'Sus respuestas, cuándo las dio, en qué idioma, y cómo se le invitó o el nombre que haya indicado. Las respuestas se guardan mientras las escribe, para que ninguna se pierda.',
      },
      {
        title: 'Quién lo lee',
        text: 'El equipo de investigación que le invitó y las personas que mantienen este servicio para el equipo. También pueden ver respuestas que usted aún no haya enviado. Nada se publica.',
      },
      {
        title: 'Si cambia de opinión',
        text: 'Su enlace abre también la página «Sus datos». Allí puede ver y descargar lo que dijo, y retirarlo y borrarlo, también más adelante.',
      },
    ],
    controller: 'Responsable de sus datos:',
    privacy: 'Aviso de privacidad',
    agree: 'Estoy de acuerdo, empecemos',
    decline: 'Esta vez no',
  },
  question: {
    progress: (number, total) => (total === 1 ? 'Una pregunta' : `Pregunta ${number} de ${total}`),
    lastWord: '¿Algo más?',
    lastWordHint: 'Puede dejar este campo vacío.',
    answerHint: 'Con sus propias palabras, tan breve o tan largo como quiera.',
    next: 'Siguiente',
    sending: 'Enviando …',
    toReview: 'Guardar y volver al resumen',
    skip: 'Saltar esta pregunta',
    back: 'Atrás',
    later: 'Terminar más tarde',
    withdraw: 'Retirar mis respuestas',
    withdrawHint:
      'Si las retira, el equipo de investigación deja de ver sus respuestas. Puede cambiar de opinión con el mismo enlace.',
    skippedBefore: 'Se saltó esta pregunta. Todavía puede responderla.',
  },
  call: {
    title: '¿Prefiere hablar?',
    text: 'En lugar de escribir, puede conversar con un entrevistador automático. Un servicio de llamadas de voz lo graba y lo transcribe para el equipo de investigación.',
    start: 'Iniciar una llamada de voz',
    starting: 'Preparando la llamada …',
    failed: 'No se pudo preparar la llamada. Inténtelo de nuevo en un momento o responda aquí por escrito.',
  },
  script: {
    saving: 'Guardando …',
    saved: 'Guardado',
    retrying: 'Aún no se ha guardado, probando otra vez',
    offline:
      'No tiene conexión. Su respuesta queda en este navegador y se guardará en cuanto vuelva la conexión.',
    tooLong: 'El texto es demasiado largo para guardarlo. Por favor, acórtelo.',
    closed:
      'Esta entrevista ya no admite respuestas. Copie su texto si quiere conservarlo y vuelva a cargar la página.',
    restored: 'Esto es lo que había escrito antes. Se está guardando ahora.',
    conflictTitle: 'Esta respuesta se cambió en otro lugar',
    conflictText: 'Otra ventana u otro dispositivo ha guardado una respuesta distinta. ¿Cuál conservamos?',
    speak: 'Responder hablando',
    stopSpeaking: 'Dejar de hablar',
    listening: 'Escuchando. Lo que diga aparecerá en el campo de texto.',
    speakNote:
      'Su navegador escribe lo que usted dice. Para ello, algunos navegadores envían el audio a su proveedor.',
    speechFailed: 'Su navegador no ha podido escuchar. Puede escribir en su lugar.',
    readAloud: 'Leer las preguntas en voz alta',
    stopReading: 'Dejar de leer en voz alta',
  },
  conflict: {
    title: '¿Qué respuesta conservamos?',
    lead: 'Otra ventana u otro dispositivo ha guardado una respuesta distinta a esta pregunta. Aquí están las dos. Nada se pierde hasta que usted elija; también puede juntarlas en el campo de texto.',
    mine: 'Lo que ha escrito aquí',
    other: 'Lo que se guardó desde otro lugar',
    keepMine: 'Conservar lo que está en el campo de texto',
    keepOther: 'Conservar lo que se había guardado',
    empty: 'Una respuesta vacía',
  },
  review: {
    title: 'Sus respuestas',
    lead: 'Échele un último vistazo. Nada es definitivo hasta que lo envíe.',
    nothingSaid: 'Sin respuesta',
    change: 'Cambiar',
    send: 'Enviar mis respuestas',
    sendHint: 'Puede recuperarlas durante diez minutos.',
  },
  completed: {
    title: 'Muchas gracias',
    lead: 'Sus respuestas han llegado. La entrevista está completa; no tiene que hacer nada más.',
    nextTitle: 'Qué pasa ahora',
    next: 'El equipo de investigación lee sus respuestas para entender el tema. Puede cerrar esta página.',
    undoTitle: '¿La envió demasiado pronto?',
    undoText: 'Durante diez minutos puede recuperar sus respuestas y cambiarlas.',
    undoUntil: 'Hasta las {time} puede recuperar sus respuestas y cambiarlas.',
    undo: 'Deshacer el envío',
    again: 'Probar otra vez',
  },
  declined: {
    title: 'Esta vez no',
    lead: 'No pasa nada. El equipo de investigación no ve ninguna respuesta suya. Puede cerrar esta página.',
    undoTitle: '¿Ha cambiado de opinión?',
    undoText: 'Si fue un descuido, o si al final quiere participar, siga donde estaba.',
    undo: 'Participar de todos modos',
  },
  later: {
    title: 'Hasta luego',
    lead: 'Todo lo que ha respondido hasta ahora está guardado.',
    backTitle: 'Cómo volver',
    backText: 'Abra otra vez el mismo enlace, en cualquier dispositivo. Seguirá donde lo dejó.',
    goOn: 'Seguir ahora',
  },
  ended: {
    title: 'Esta entrevista ha terminado',
    expired: 'El plazo ha pasado, así que ya no se puede responder.',
    closed: 'El equipo la ha cerrado y ya no admite respuestas.',
    full: 'Ya han participado suficientes personas; el equipo no admite más respuestas.',
    thanks: 'Gracias por querer participar.',
  },
  notFound: {
    title: 'Enlace no encontrado',
    heading: 'Este enlace no abre ninguna entrevista',
    lead: 'Puede que falte una parte de la dirección o que el enlace ya no se use. Desde aquí no podemos saberlo.',
    whatToDo: 'Qué puede hacer',
    stepList: [
      {
        title: 'Pruebe el enlace otra vez',
        text: 'Vuelva a su invitación y abra el enlace desde allí, o copie la dirección completa.',
      },
      {
        title: 'Pregunte a la persona que le invitó',
        text: 'Si vuelve a llegar aquí, avísele. Podrá decirle más o enviarle un enlace nuevo.',
      },
    ],
    footnote: 'Disculpe el rodeo, y gracias por su tiempo.',
  },
  preview: {
    title: 'Enlace de vista previa',
    heading: 'Este es solo un enlace de vista previa',
    lead: 'Sustituye a uno real mientras alguien mira una invitación. No es de nadie y no lleva a ninguna entrevista.',
    realTitle: 'Qué llevan las invitaciones reales',
    real: 'Cada persona invitada recibe un enlace privado. Abre una página que la saluda por su nombre, muestra el tema y dice qué va a pasar. La vista previa omite ese enlace, para que mirar una invitación nunca revele el acceso a la entrevista de otra persona.',
    invitedTitle: '¿Recibió este enlace como invitación?',
    invited:
      'Entonces se copió por error de una vista previa. Pida su propio enlace a la persona que se lo envió.',
    footnote: 'Esta página es igual para todas las personas que la abren.',
  },
  problems: {
    blankAnswer: 'Todavía no hay respuesta. Escriba una, por favor, o salte esta pregunta.',
    longAnswer: (limit) =>
      `Esta respuesta tiene más de ${limit.toLocaleString('es')} caracteres. Por favor, acórtela; todo lo que escribió sigue aquí.`,
    longInterview: (limit) =>
      `Sus respuestas juntas tienen más de ${limit.toLocaleString('es')} caracteres. Por favor, acorte esta; todo lo que escribió sigue aquí.`,
    blankName: 'Díganos, por favor, cómo podemos llamarle.',
    longName: (limit) => `Escriba, por favor, un nombre de ${limit} caracteres como máximo.`,
    notSaved: 'Lo que acaba de escribir no se pudo guardar',
    notSavedText: 'La entrevista ya había avanzado entretanto. Copie su texto si quiere conservarlo:',
  },
  errors: {
    badRequest: 'No hemos podido leerlo',
    badRequestText:
      'Faltaba algo en lo que envió su navegador. Por favor, vuelva atrás e inténtelo otra vez.',
    throttled: 'Un momento, por favor',
    throttledText: (seconds) =>
      `Han llegado muchas peticiones desde su red. Espere ${seconds} segundos, por favor, e inténtelo otra vez.`,
    unavailable: 'Volvemos enseguida',
    unavailableText:
      'Ahora mismo no se puede acceder al servicio. Por favor, inténtelo otra vez en un minuto.',
    broken: 'Algo ha fallado por nuestra parte',
    brokenText:
      'No es culpa suya. Por favor, inténtelo otra vez; si vuelve a pasar, avise a la persona que le invitó.',
    whatYouTyped: 'Lo que escribió sigue aquí:',
    tryAgain: 'Probar otra vez',
  },
};
