import { TOOL_COUNT } from '../subjects/mcp/client.mjs'
import { TITLES } from '../subjects/mcp/trips.mjs'

/** What an answer must carry besides status 200. */
const checks = {
  row: (body) => body.rows === 1,
  access_token: isTokenAnswer,
  refresh_token: (body) => isTokenAnswer(body) && isText(body.refresh_token),
  trips: ({ result }) => isTripList(result),
  tools: ({ result }) => isToolList(result)
}

/** What is left out of no trip. */
const TRIP_FIELDS =
  'cover_image created_at currency day_count description end_date id is_archived is_owner owner_username place_count reminder_days shared_count start_date title updated_at user_id'

/**
 * A reader of answers that are to be the same success every time. One that is byte for byte the last good one needs no
 * second look, so that a long answer costs the load little.
 *
 * @param {import('../subjects/worker.mjs').Target['expects']} expects
 * @returns {(answer: { status: number, isStream: boolean, text: string }) => any} The body; throws when the answer is
 *   anything but the success that was asked for.
 */
export function createAnswerReader(expects) {
  let known = { text: undefined, body: undefined }
  return ({ status, isStream, text }) => {
    if (status === 200 && text === known.text) return known.body
    const body = status === 200 ? parse(isStream ? lastEvent(text) : text) : undefined
    if (!body || !checks[expects](body))
      throw new Error(`expected 200 with ${expects}, got ${status}: ${text.slice(0, 300)}`)
    known = { text, body }
    return body
  }
}

function isTokenAnswer(body) {
  return isText(body.access_token) && body.token_type === 'Bearer' && body.expires_in > 0
}

/** The person's five trips, newest first and complete, once as an object and once as text. */
function isTripList(result) {
  const trips = result?.structuredContent?.trips
  return (
    !result?.isError &&
    Array.isArray(trips) &&
    trips.map(({ title }) => title).join() === TITLES.toReversed().join() &&
    trips.every((trip) => Object.keys(trip).toSorted().join(' ') === TRIP_FIELDS) &&
    trips.every(
      ({ is_owner: isOwner, day_count: days, owner_username: owner, created_at: createdAt }) =>
        isOwner && days === 7 && owner === 'ada' && new Date(createdAt).toISOString() === createdAt
    ) &&
    JSON.stringify(trips) === JSON.stringify(parse(result.content[0].text)?.trips)
  )
}

function isToolList(result) {
  const tools = result?.tools
  return (
    Array.isArray(tools) &&
    new Set(tools.map(({ name }) => name)).size === TOOL_COUNT &&
    tools.some(({ name }) => name === 'list_trips') &&
    tools.every(
      ({ description, inputSchema, outputSchema }) =>
        isText(description) && inputSchema.type === 'object' && outputSchema.type === 'object'
    )
  )
}

/** The data of the last server-sent event that has some: a client acts on it. */
function lastEvent(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .at(-1)
    ?.slice('data: '.length)
}

function isText(value) {
  return typeof value === 'string' && value.length > 0
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
