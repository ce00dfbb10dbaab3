import { CONFIRM, IDEMPOTENCY_KEY } from '../catalogue/tool.ts'
import type { Call } from '../definitions/call.ts'
import type { Idempotency } from '../definitions/call-store.ts'
import type { Tool } from '../definitions/tool.ts'
import { argumentsDigest } from '../exchange/arguments-digest.ts'
import { Content } from '../definitions/content.ts'
import { isObject } from '../wire/json-rpc.ts'
import { failure, resultOf, type ToolResult } from './tool-result.ts'

/** Runs a tool with its own arguments only; with a key, once for all calls that have the same. */
export async function doOnce<Context>(
  tool: Tool<Context>,
  { [IDEMPOTENCY_KEY]: key, [CONFIRM]: _confirm, ...bare }: Record<string, unknown>,
  { principal: { subject, clientId } }: Call,
  { idempotency, onError }: { idempotency: Idempotency | undefined; onError: (error: unknown) => void },
  run: (bare: Record<string, unknown>) => Promise<ToolResult>
): Promise<ToolResult> {
  if (typeof key !== 'string' || !idempotency) return run(bare)
  const call = { subject, clientId, tool: tool.name, key, argumentsDigest: argumentsDigest(bare) }
  const before = await idempotency.begin(call)
  if (before.state === 'conflict')
    return failure('idempotency_key_reused', `"${IDEMPOTENCY_KEY}" was used with other arguments: choose another`)
  if (before.state === 'running')
    return failure('still_running', 'The same call is being done at this moment. Call again in a few seconds.')
  if (before.state === 'done') return stored(before.result)
  const result = await run(bare).catch(async (error: unknown) => {
    await idempotency.abandon(call)
    throw error
  })
  if (result.isError) await idempotency.abandon(call)
  // It is done, whether that could be written down or not: until the row is over, the key says "still running".
  else await idempotency.finish(call, { members: result.members(undefined) }).catch(onError)
  return result
}

/** What was kept of a call that was done before; of a very large result only that it was. */
function stored(kept: unknown): ToolResult {
  const members = isObject(kept) ? kept.members : undefined
  if (typeof members !== 'string') return resultOf(new Content([{ type: 'text', text: 'This was done already.' }]))
  return { isError: false, members: () => members }
}
