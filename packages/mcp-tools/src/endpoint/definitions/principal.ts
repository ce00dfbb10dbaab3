/** In whose name a request comes, as the host's guard has established it. The token itself is not part of it. */
export interface Principal {
  /** How it got in, in the host's words: prompts may be for some only. */
  kind?: string
  /** The person in whose name the client acts. */
  subject: string
  clientId: string
  clientName: string
  /** Granted scopes, as they were granted. */
  scopes: readonly string[]
  /** Streams end with the token they were opened with. Absent: never. */
  expiresAt?: Date
}
