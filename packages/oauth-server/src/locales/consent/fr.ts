import { html } from '../../consent/html.ts'
import type { ConsentTexts } from './consent-texts.ts'

export const fr: ConsentTexts = {
  title: (client) => `Autoriser ${client} ?`,
  heading: (client, host) => html`Autoriser ${client} à utiliser votre compte ${host} ?`,
  headingForMore: (client, host) => html`Autoriser ${client} à faire plus avec votre compte ${host} ?`,
  standing: {
    manual: 'Application enregistrée',
    dynamic: 'Application non vérifiée',
    verified: (domain) => `Vérifiée : ${domain}`,
    unverified: (domain) => `Non vérifiée ; dit appartenir à ${domain}`
  },
  unchecked: 'Personne n’a vérifié qui elle est.',
  signedInAs: 'Connecté en tant que',
  notYou: 'Ce n’est pas vous ?',
  switchAccount: 'Changer de compte',
  sendsYouTo: 'Vous dirige vers',
  fullAddress: 'Adresse complète',
  forUseAt: 'À utiliser sur',
  website: 'Son site web',
  websiteUnchecked: 'non vérifié',
  loopback:
    'La réponse va à un programme de l’appareil que vous utilisez. N’approuvez que si vous venez de lancer cette connexion vous-même.',
  application:
    'La réponse va à l’application qui ouvre ces liens sur cet appareil. N’approuvez que si vous venez de lancer cette connexion vous-même.',
  ungrouped: 'Elle pourrait',
  risks: { read: 'peut voir', write: 'peut modifier', delete: 'peut supprimer' },
  alreadyAllowed: (count) => `Vous avez déjà autorisé ${count === 1 ? 'une chose' : `${count} choses`}`,
  nothingNew: 'Elle ne demande rien que vous n’ayez déjà autorisé.',
  untick: 'Décochez ce que vous ne voulez pas autoriser.',
  lasts: (idleDays) => `L’accès dure jusqu’à ce que vous y mettiez fin, ou jusqu’à ${idleDays} jours sans utilisation.`,
  lastsAtMost: (idleDays, mostDays) =>
    `L’accès dure jusqu’à ce que vous y mettiez fin, ou jusqu’à ${idleDays} jours sans utilisation ; après ${mostDays} jours, la question vous est posée de nouveau.`,
  revoke: (link, host) => html`Vous pouvez y mettre fin à tout moment dans ${link(`vos réglages ${host}`)}.`,
  deny: 'Refuser',
  approve: 'Approuver'
}
