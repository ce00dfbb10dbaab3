import type { ErrorTexts } from './error-texts.ts'

export const es: ErrorTexts = {
  startAgain: 'Vuelva a la aplicación y conéctela de nuevo desde allí.',
  removeAndAdd:
    'Elimine la conexión en la aplicación y añádala de nuevo para que vuelva a registrarse (mcp-remote: borre la carpeta ~/.mcp-auth).',
  closeTab: 'Puede cerrar esta pestaña.',
  unknownRedirect: {
    title: 'Esta aplicación pide la respuesta en una dirección desconocida',
    message: 'La dirección a la que quiere enviarle no está entre las que registró, así que no se ha enviado nada.',
    sent: 'Dirección enviada',
    registered: 'Direcciones registradas'
  },
  gone: {
    expired: 'Esta solicitud ha caducado.',
    already_approved: 'Ya ha aprobado esta solicitud, quizá en otra pestaña.',
    already_decided: 'Esta solicitud ya fue respondida.',
    other_browser: 'Esta solicitud se inició en otro navegador.'
  },
  alreadyConnected: 'Ya está conectada',
  nothingToDecide: 'Aquí no hay nada que decidir',
  stale: {
    title: 'Mírelo otra vez, por favor',
    message: 'Esta página ya no es actual: se mostró a otra cuenta.',
    advice: 'Abra de nuevo la solicitud y compruebe qué cuenta está usando.',
    link: 'Mostrar la solicitud de nuevo'
  },
  tooOften: {
    title: 'Demasiados intentos',
    message: 'Desde aquí se han iniciado demasiadas conexiones en poco tiempo.',
    advice: 'Espere un minuto y vuelva a intentarlo desde la aplicación.'
  },
  refused: {
    title: 'No se puede establecer esta conexión',
    message: 'La aplicación ha enviado una solicitud que no se puede aceptar así.',
    reported: 'Motivo (en inglés)'
  },
  unreadable: { title: 'Esta solicitud no se entiende', message: 'Falta algo en ella o está mal formado.' },
  broken: {
    title: 'Algo ha fallado aquí',
    message: 'El servidor no ha podido responder.',
    advice: 'Espere un momento, vuelva a la aplicación e inténtelo de nuevo.'
  },
  reference: 'Referencia'
}
