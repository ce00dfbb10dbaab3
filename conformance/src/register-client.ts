/** Registers a public client over dynamic registration (RFC 7591) and answers with its id. */
export async function registerClient(url: string, redirectUri: string): Promise<string> {
  const reply = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Conformance suite',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none'
    })
  })
  if (reply.status !== 201) throw new Error(`no client registered: ${reply.status} ${await reply.text()}`)
  const { client_id: clientId } = (await reply.json()) as { client_id: string }
  return clientId
}
