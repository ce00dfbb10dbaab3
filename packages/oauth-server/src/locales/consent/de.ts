import { html } from '../../consent/html.ts'
import type { ConsentTexts } from './consent-texts.ts'

export const de: ConsentTexts = {
  title: (client) => `${client} zulassen?`,
  heading: (client, host) => html`Darf ${client} Ihr Konto bei ${host} verwenden?`,
  headingForMore: (client, host) => html`Darf ${client} mit Ihrem Konto bei ${host} mehr tun?`,
  standing: {
    manual: 'Registrierte Anwendung',
    dynamic: 'Ungeprüfte Anwendung',
    verified: (domain) => `Geprüft: ${domain}`,
    unverified: (domain) => `Ungeprüft; gehört nach eigenen Angaben zu ${domain}`
  },
  unchecked: 'Niemand hat geprüft, wer dahintersteht.',
  signedInAs: 'Angemeldet als',
  notYou: 'Sind Sie das nicht?',
  switchAccount: 'Konto wechseln',
  sendsYouTo: 'Leitet Sie weiter zu',
  fullAddress: 'Ganze Adresse',
  forUseAt: 'Zur Verwendung bei',
  website: 'Ihre Website',
  websiteUnchecked: 'nicht geprüft',
  loopback:
    'Die Antwort geht an ein Programm auf dem Gerät, das Sie gerade verwenden. Stimmen Sie nur zu, wenn Sie diese Verbindung eben selbst begonnen haben.',
  application:
    'Die Antwort geht an die Anwendung, die solche Links auf diesem Gerät öffnet. Stimmen Sie nur zu, wenn Sie diese Verbindung eben selbst begonnen haben.',
  ungrouped: 'Damit könnte sie',
  risks: { read: 'darf sehen', write: 'darf ändern', delete: 'darf löschen' },
  alreadyAllowed: (count) => (count === 1 ? 'Eines haben Sie bereits erlaubt' : `${count} haben Sie bereits erlaubt`),
  nothingNew: 'Sie verlangt nichts, was Sie nicht schon einmal erlaubt haben.',
  untick: 'Entfernen Sie das Häkchen bei allem, was Sie nicht erlauben möchten.',
  lasts: (idleDays) =>
    `Der Zugriff gilt, bis Sie ihn beenden oder bis er ${idleDays} Tage lang nicht verwendet worden ist.`,
  lastsAtMost: (idleDays, mostDays) =>
    `Der Zugriff gilt, bis Sie ihn beenden oder bis er ${idleDays} Tage lang nicht verwendet worden ist; nach ${mostDays} Tagen werden Sie erneut gefragt.`,
  revoke: (link, host) => html`Beenden können Sie ihn jederzeit in ${link(`Ihren Einstellungen bei ${host}`)}.`,
  deny: 'Ablehnen',
  approve: 'Zustimmen'
}
