export const REDIRECT_URI = 'http://127.0.0.1:9/callback'

/**
 * What an SDK client asks of its host application: a store (in memory) and a browser (which is handed the URL later).
 * The SDKs disagree about the types only.
 */
export class ClientProvider<ClientInformation, Tokens, Discovery> {
  readonly redirectUrl = REDIRECT_URI
  readonly clientMetadata: { client_name: string; redirect_uris: string[] }
  browsersOpened = 0
  #authorizationUrl: URL | undefined
  #client: ClientInformation | undefined
  #tokens: Tokens | undefined
  #discovery: Discovery | undefined
  #verifier = ''

  constructor(clientName: string) {
    this.clientMetadata = { client_name: clientName, redirect_uris: [REDIRECT_URI] }
  }

  state = () => 'a state & more'
  clientInformation = () => this.#client
  saveClientInformation = (client: ClientInformation) => void (this.#client = client)
  tokens = () => this.#tokens
  saveTokens = (tokens: Tokens) => void (this.#tokens = tokens)
  redirectToAuthorization = (url: URL) => {
    this.#authorizationUrl = url
    this.browsersOpened += 1
  }
  saveCodeVerifier = (verifier: string) => void (this.#verifier = verifier)
  codeVerifier = () => this.#verifier
  saveDiscoveryState = (discovery: Discovery) => void (this.#discovery = discovery)
  discoveryState = () => this.#discovery

  /** As another process has it that read the same credentials. */
  copy(): ClientProvider<ClientInformation, Tokens, Discovery> {
    const copy = new ClientProvider<ClientInformation, Tokens, Discovery>(this.clientMetadata.client_name)
    copy.#client = this.#client
    copy.#tokens = this.#tokens
    copy.#discovery = this.#discovery
    return copy
  }

  /** Where the client wants to send the browser. */
  get authorizationUrl(): URL {
    if (!this.#authorizationUrl) throw new Error('the client never asked for consent')
    return this.#authorizationUrl
  }
}
