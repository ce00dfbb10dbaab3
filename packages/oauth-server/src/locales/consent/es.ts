import { html } from '../../consent/html.ts'
import type { ConsentTexts } from './consent-texts.ts'

export const es: ConsentTexts = {
  title: (client) => `¿Permitir ${client}?`,
  heading: (client, host) => html`¿Permitir que ${client} use su cuenta de ${host}?`,
  headingForMore: (client, host) => html`¿Permitir que ${client} haga más con su cuenta de ${host}?`,
  standing: {
    manual: 'Aplicación registrada',
    dynamic: 'Aplicación no verificada',
    verified: (domain) => `Verificada: ${domain}`,
    unverified: (domain) => `No verificada; dice pertenecer a ${domain}`
  },
  unchecked: 'Nadie ha comprobado quién es.',
  signedInAs: 'Sesión iniciada como',
  notYou: '¿No es usted?',
  switchAccount: 'Cambiar de cuenta',
  sendsYouTo: 'Le envía a',
  fullAddress: 'Dirección completa',
  forUseAt: 'Para usarla en',
  website: 'Su sitio web',
  websiteUnchecked: 'sin comprobar',
  loopback:
    'La respuesta va a un programa del dispositivo que está usando. Apruebe solo si usted mismo acaba de iniciar esta conexión.',
  application:
    'La respuesta va a la aplicación que abre esos enlaces en este dispositivo. Apruebe solo si usted mismo acaba de iniciar esta conexión.',
  ungrouped: 'Podría',
  risks: { read: 'puede ver', write: 'puede cambiar', delete: 'puede eliminar' },
  alreadyAllowed: (count) => `Ya ha permitido ${count === 1 ? 'una cosa' : `${count} cosas`}`,
  nothingNew: 'No pide nada que usted no haya permitido antes.',
  untick: 'Desmarque lo que no quiera permitir.',
  lasts: (idleDays) => `El acceso dura hasta que usted lo termine o hasta que pase ${idleDays} días sin usarse.`,
  lastsAtMost: (idleDays, mostDays) =>
    `El acceso dura hasta que usted lo termine o hasta que pase ${idleDays} días sin usarse; a los ${mostDays} días se le pregunta de nuevo.`,
  revoke: (link, host) => html`Puede terminarlo en cualquier momento en ${link(`sus ajustes de ${host}`)}.`,
  deny: 'Denegar',
  approve: 'Aprobar'
}
