import type { Html } from '../../consent/html.ts'
import type { ScopeRisk } from '../../scope.ts'

/** What the consent page says, in one language. Names that people chose come in as `Html`, already harmless. */
export interface ConsentTexts {
  title: (client: string) => string
  heading: (client: Html, host: string) => Html
  /** The same to a person who has let this client in before. */
  headingForMore: (client: Html, host: string) => Html
  /** Who vouches for the client. */
  standing: {
    manual: string
    dynamic: string
    verified: (domain: string) => string
    unverified: (domain: string) => string
  }
  /** Under the standing of a client that nobody has checked. */
  unchecked: string
  signedInAs: string
  notYou: string
  switchAccount: string
  sendsYouTo: string
  fullAddress: string
  forUseAt: string
  website: string
  websiteUnchecked: string
  loopback: string
  /** The answer goes to whatever program has claimed this kind of link. */
  application: string
  /** Over scopes without a group. */
  ungrouped: string
  risks: Record<ScopeRisk, string>
  alreadyAllowed: (count: number) => string
  nothingNew: string
  untick: string
  lasts: (idleDays: number) => string
  lastsAtMost: (idleDays: number, mostDays: number) => string
  revoke: (link: (text: string) => Html, host: string) => Html
  deny: string
  approve: string
}
