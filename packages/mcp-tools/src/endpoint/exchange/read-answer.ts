import { createHash } from 'node:crypto'
import type { ClientCapabilities } from '@modelcontextprotocol/server'
import { Compile } from 'typebox/compile'
import { describeProblems } from '../catalogue/schema.ts'
import type { Question, Questions } from '../definitions/questions.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'

const ACTIONS = ['accept', 'decline', 'cancel']

/**
 * An answer, if it fits what was asked.
 *
 * @throws {InvalidParamsError} saying what does not fit.
 */
export function readAnswer(key: string, question: Question, answer: unknown): unknown {
  const refused = (problem: string) => new InvalidParamsError(`The answer "${key.slice(0, 100)}" ${problem}`)
  if (!isObject(answer)) throw refused('has to be an object')
  if (question.method === 'roots/list') {
    if (!Array.isArray(answer.roots)) throw refused('has to have roots')
    return answer
  }
  if (question.method === 'sampling/createMessage') {
    if (typeof answer.role !== 'string' || answer.content === undefined) throw refused('has to be a message')
    return answer
  }
  const { action, content = {} } = answer
  if (!ACTIONS.includes(String(action))) throw refused(`has to have one of the actions ${ACTIONS.join(', ')}`)
  if (action !== 'accept' || !('form' in question)) return { action }
  const form = Compile(question.form)
  if (!form.Check(content)) throw refused(`does not fit: ${describeProblems(form, content)}`)
  return { action, content }
}

/** What a client must be able to do to be asked this (2026-07-28, "Elicitation": without a mode, it is forms). */
export function capabilityFor(question: Question): ClientCapabilities {
  if (question.method === 'roots/list') return { roots: {} }
  if (question.method === 'sampling/createMessage') return { sampling: {} }
  return { elicitation: question.params.mode === 'url' ? { url: {} } : { form: {} } }
}

export function canAnswer(client: ClientCapabilities, question: Question): boolean {
  if (question.method === 'roots/list') return client.roots !== undefined
  if (question.method === 'sampling/createMessage') return client.sampling !== undefined
  const { elicitation } = client
  if (!elicitation) return false
  return question.params.mode === 'url'
    ? elicitation.url !== undefined
    : elicitation.form !== undefined || !elicitation.url
}

/** The capabilities that these questions need and the client lacks; absent: none. */
export function lackingFor(client: ClientCapabilities, questions: Questions): ClientCapabilities | undefined {
  const lacking = Object.values(questions).filter((question) => !canAnswer(client, question))
  if (lacking.length === 0) return undefined
  const needs: ClientCapabilities[] = lacking.map(capabilityFor)
  const elicitation = Object.assign({}, ...needs.map((need) => need.elicitation ?? {})) as object
  return { ...Object.assign({}, ...needs), ...(Object.keys(elicitation).length > 0 && { elicitation }) }
}

/** The question as the wire has it. Only 2025-11-25 gives the browser's questions a name. */
export function wireQuestion({ method, params }: Question, { isModern }: { isModern: boolean }) {
  if (!isModern || !params || !('elicitationId' in params)) return { method, params: params ?? {} }
  const { elicitationId: _, ...rest } = params
  return { method, params: rest }
}

/** Tells one question from another. */
export function questionDigest({ method, params }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([method, params ?? {}]))
    .digest('base64url')
}
