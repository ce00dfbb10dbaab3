import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endpointsQuery } from '../../../../api/integrations.ts'
import { Copyable } from '../../../../components/copyable.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Notice, Problem } from '../../../../components/notice.tsx'
import { Tabs } from '../../../../components/tabs.tsx'
import { type Credentials as ClientCredentials, snippetsFor } from './snippets.ts'

/** What a client needs to know, shown this once, and the same as something to paste. */
export function Credentials({ clientId, secret, isMachine }: ClientCredentials) {
  const { data: endpoints, error } = useQuery(endpointsQuery)
  const [chosen, choose] = useState<string>()
  if (error) return <Problem error={error} />
  if (!endpoints) return <Loading />
  const snippets = snippetsFor({ clientId, secret, isMachine }, endpoints)
  return (
    <>
      {secret === undefined ? (
        <Notice>
          {isMachine
            ? 'This client has no secret: it signs with the private key whose public part you gave.'
            : 'This client has no secret: its id is all it needs.'}
        </Notice>
      ) : (
        <>
          <Notice tone="warning">
            The secret is shown now and never again: copy it before you close this. If it is lost, make a new one.
          </Notice>
          <Copyable label="Client secret" text={secret} />
        </>
      )}
      <Copyable label="Client ID" text={clientId} />
      <Copyable label="Server URL" text={endpoints.mcp} />
      {isMachine && secret === undefined && <Copyable label="Audience of what it signs" text={endpoints.issuer} />}
      <h3 className="mt-6">Ready to paste</h3>
      <Tabs
        label="Ready to paste"
        look="pills"
        selected={chosen ?? snippets[0]?.id ?? ''}
        onSelect={choose}
        tabs={snippets.map(({ id, label, use, text }) => ({
          id,
          label,
          content: <Copyable label={use} text={text} />
        }))}
      />
    </>
  )
}
