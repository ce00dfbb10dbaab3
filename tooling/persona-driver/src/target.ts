import type { FakeBrowser } from './fake-browser.ts'

/** The server under test, whatever it is. */
export interface Target {
  /** The protected resource as a person would enter it: an MCP endpoint, or any other. */
  resource: URL
  /**
   * Signs the person in, in the browser that the server sent to `page`.
   *
   * @returns where the browser goes on; absent: to where it was sent away from.
   */
  signIn: (browser: FakeBrowser, page: URL) => Promise<URL | undefined>
  /** The HTTP status of a call to the resource with an access token. */
  probe: (accessToken: string) => Promise<number>
  /** What access tokens begin with; absent: anything. */
  tokenPrefix?: string
  /** Makes every access token expire; absent: expiry is not tried. */
  expireAccessTokens?: () => Promise<void>
  /** Makes a machine client, with the public keys of one that signs; needed by machine personas only. */
  createMachineClient?: (wanted: { jwks?: JsonWebKeySet }) => Promise<{ clientId: string; clientSecret?: string }>
  /**
   * Makes the server under test find a document at a URL that belongs to somebody else. Absent: personas with a client id
   * metadata document register dynamically, as they do with servers that do not support documents.
   */
  publish?: (url: string, document: unknown) => Promise<void>
  /** Default: the global one. */
  fetch?: typeof fetch
}

export interface JsonWebKeySet {
  keys: Record<string, unknown>[]
}
