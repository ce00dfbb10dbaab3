import { CallFailure } from './call-failure.ts'

/** The body as text; unpacked bytes count. @throws {CallFailure} `too_large` as soon as it is. */
export async function readBody(answer: Response, maxBytes: number): Promise<string> {
  if (!answer.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) throw new CallFailure('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
