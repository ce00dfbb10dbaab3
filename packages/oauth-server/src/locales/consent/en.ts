import { html } from '../../consent/html.ts'
import type { ConsentTexts } from './consent-texts.ts'

export const en: ConsentTexts = {
  title: (client) => `Allow ${client}?`,
  heading: (client, host) => html`Allow ${client} to use your ${host} account?`,
  headingForMore: (client, host) => html`Allow ${client} to do more with your ${host} account?`,
  standing: {
    manual: 'Registered application',
    dynamic: 'Unverified application',
    verified: (domain) => `Verified: ${domain}`,
    unverified: (domain) => `Unverified; says it belongs to ${domain}`
  },
  unchecked: 'Nobody has checked who it is.',
  signedInAs: 'Signed in as',
  notYou: 'Not you?',
  switchAccount: 'Switch account',
  sendsYouTo: 'Sends you to',
  fullAddress: 'Full address',
  forUseAt: 'For use at',
  website: 'Its website',
  websiteUnchecked: 'not checked',
  loopback:
    'The answer goes to a program on the device you are using now. Approve only if you have just started this connection yourself.',
  application:
    'The answer goes to the application that opens such links on this device. Approve only if you have just started this connection yourself.',
  ungrouped: 'It would be able to',
  risks: { read: 'can see', write: 'can change', delete: 'can delete' },
  alreadyAllowed: (count) => `You have already allowed ${count === 1 ? 'one thing' : `${count} things`}`,
  nothingNew: 'It asks for nothing that you have not allowed before.',
  untick: 'Untick what you do not want to allow.',
  lasts: (idleDays) => `Access lasts until you end it, or until it has not been used for ${idleDays} days.`,
  lastsAtMost: (idleDays, mostDays) =>
    `Access lasts until you end it, or until it has not been used for ${idleDays} days; after ${mostDays} days you are asked again.`,
  revoke: (link, host) => html`You can end it at any time in ${link(`your ${host} settings`)}.`,
  deny: 'Deny',
  approve: 'Approve'
}
