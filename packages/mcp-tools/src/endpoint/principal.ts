/** In whose name a request comes, as the host's guard has established it. The token itself is not part of it. */
export interface Principal {
  /** The person or machine that acts. */
  subject: string
  clientId: string
  clientName: string
  /** Granted scopes, as they were granted. */
  scopes: readonly string[]
}
