import type { OwnSignInTexts } from './sign-in-texts';

/** Spanish. */
export const es: OwnSignInTexts = {
  mark: 'Parley',
  footnote: '¿No consigue entrar? Pregunte a alguien de su equipo o a quienes administran este servidor.',
  start: {
    title: 'Entrar',
    lead: 'Recibirá un correo con un enlace para entrar. No necesita contraseña.',
    label: 'Su dirección de correo',
    button: 'Enviarme un enlace',
    wrongAddress: 'Escriba una dirección de correo completa, por ejemplo ada@example.com.',
    noMail:
      'Este servidor todavía no envía correos, así que no puede enviarle un enlace. Pida a quienes lo administran que configuren un servidor de correo o que creen un enlace para usted.',
    oidcTitle: 'Con la cuenta de su organización',
    oidcText: 'Usted entra donde siempre lo hace y después vuelve aquí.',
    oidcButton: 'Continuar con mi organización',
  },
  sent: {
    title: 'Mire en su buzón',
    lead: 'Si la dirección pertenece a una cuenta, el correo está en camino. Su enlace sirve una sola vez y es válido durante 15 minutos.',
    mailboxTitle: 'Este servidor guarda aquí sus correos',
    mailboxText:
      'No hay ningún servidor de correo configurado; por eso todos los correos van a un buzón de este servidor.',
    mailboxButton: 'Abrir el buzón',
    nothingCame: '¿No llega ningún correo después de unos minutos?',
    stepList: [
      {
        title: 'Mire en la carpeta de correo no deseado',
        text: 'Algunos programas ponen allí los correos con enlaces.',
      },
      {
        title: 'Compruebe la dirección',
        text: 'Tiene que ser la que su equipo añadió a un proyecto. A otras direcciones no llega ningún correo.',
      },
    ],
    again: 'Escribir la dirección de nuevo',
  },
  confirm: {
    title: 'Entrar',
    lead: 'Con este enlace usted entra como {name}.',
    button: 'Entrar',
    hint: '¿No es usted? Entonces cierre esta página. No ha pasado nada.',
  },
  ended: {
    title: 'Este enlace ya no funciona',
    lead: 'Ya se usó, su tiempo ha terminado o falta una parte de la dirección. Cada enlace sirve una sola vez.',
    button: 'Pedir un enlace nuevo',
    already: '¿Acaba de pulsar el botón?',
    alreadyText: 'Entonces es posible que ya haya entrado.',
    console: 'Abrir la consola',
  },
  failed: {
    otherSite: {
      title: 'Usted no ha entrado',
      lead: 'Otro sitio intentó que usted entrara, así que Parley lo ha impedido. Abra usted mismo el enlace de su correo.',
    },
    unreachable: {
      title: 'El acceso de su organización no responde',
      lead: 'Ahora mismo no está disponible. Vuelva a intentarlo dentro de unos minutos.',
    },
    incomplete: {
      title: 'Usted no ha entrado',
      lead: 'El acceso se interrumpió, tardó demasiado o se empezó en otra ventana. Por favor, empiece de nuevo.',
    },
    unverified: {
      title: 'Su dirección de correo no está confirmada',
      lead: 'El acceso de su organización no ha confirmado que la dirección de correo sea suya. Confírmela allí y vuelva a intentarlo.',
    },
    unknownUser: {
      title: 'No hay ninguna cuenta con su dirección',
      lead: 'Su organización le conoce, pero este Parley no. Pida a alguien de su equipo que añada su dirección a un proyecto.',
    },
  },
  back: 'Volver a entrar',
  notFound: {
    title: 'Página no encontrada',
    heading: 'No hay nada en esta dirección',
    lead: 'Es posible que falte una parte de la dirección.',
    whatToDo: 'Qué puede hacer',
    stepList: [
      {
        title: 'Abra el enlace otra vez',
        text: 'Vuelva al correo y copie la dirección completa.',
      },
      {
        title: 'Pida un enlace nuevo',
        text: 'Escriba su dirección de correo en la página /sign-in.',
      },
    ],
    footnote: 'Disculpe las molestias.',
  },
  mail: {
    hello: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    copyAddress: 'Si el botón no funciona, copie esta dirección en su navegador:',
    keepPrivate: 'El enlace es solo para usted; por favor, no lo reenvíe, porque abre su cuenta.',
    signIn: {
      subject: 'Su enlace para entrar en Parley',
      preheader: 'Usted pidió un enlace para entrar.',
      heading: 'Entrar en Parley',
      lead: 'Este es el enlace que pidió. Lleva a una página con un botón, y con ese botón usted entra.',
      button: 'Entrar',
      validity: (time) =>
        `El enlace sirve una sola vez y es válido durante ${time}. Puede pedir otro en cualquier momento.`,
      reason: (host) =>
        `Recibe este correo porque alguien escribió su dirección en la página de acceso de ${host}. Si no fue usted, ignórelo; sin el enlace nadie puede entrar.`,
    },
    invitation: (inviter, project) => ({
      subject:
        project === ''
          ? `${inviter} le invita a un proyecto de investigación`
          : `${inviter} le invita al proyecto de investigación «${project}»`,
      preheader: 'Allí podrán planear entrevistas y leer las respuestas en equipo.',
      heading: 'Tiene una invitación a un proyecto',
      lead:
        project === ''
          ? `A ${inviter} le gustaría trabajar con usted en un proyecto de investigación en Parley. Allí podrán planear entrevistas y leer las respuestas en equipo.`
          : `A ${inviter} le gustaría trabajar con usted en el proyecto de investigación «${project}» en Parley. Allí podrán planear entrevistas y leer las respuestas en equipo.`,
      button: 'Abrir el proyecto',
      validity: (time) =>
        `El enlace sirve una sola vez y es válido durante ${time}. Después podrá entrar con esta dirección de correo.`,
      reason: (host) =>
        `Recibe este correo porque ${inviter} añadió su dirección a un proyecto en ${host}. Si no sabe por qué, ignórelo.`,
    }),
  },
};
