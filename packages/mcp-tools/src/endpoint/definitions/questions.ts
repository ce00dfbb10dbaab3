import type {
  CreateMessageRequestParams,
  CreateMessageResult,
  ElicitRequestFormParams,
  ElicitRequestURLParams,
  ListRootsResult
} from '@modelcontextprotocol/server'
import type { Static, TObject } from 'typebox'

/** What a person answered: declined and dismissed are answers as well. */
export type FormAnswer<Form> = { action: 'accept'; content: Form } | { action: 'decline' | 'cancel' }

/** A form that the client shows. Never for secrets: what is typed goes through the client. */
export interface FormQuestion<Form extends TObject = TObject> {
  method: 'elicitation/create'
  params: ElicitRequestFormParams
  /** What an accepted answer has to fit. */
  form: Form
}

/** A page that the client opens in the person's browser. That it was opened says nothing of what happened there. */
export interface BrowserQuestion {
  method: 'elicitation/create'
  params: ElicitRequestURLParams
}

/** Something for the client's model to say; not in new products, the protocol has given it up. */
export interface SamplingQuestion {
  method: 'sampling/createMessage'
  params: CreateMessageRequestParams
}

/** The client's file system roots; not in new products, the protocol has given it up. */
export interface RootsQuestion {
  method: 'roots/list'
  params?: Record<string, never>
}

export type Question = FormQuestion | BrowserQuestion | SamplingQuestion | RootsQuestion
export type Questions = Record<string, Question>

export type AnswerTo<Q extends Question> =
  Q extends FormQuestion<infer Form>
    ? FormAnswer<Static<Form>>
    : Q extends BrowserQuestion
      ? { action: 'accept' | 'decline' | 'cancel' }
      : Q extends SamplingQuestion
        ? CreateMessageResult
        : ListRootsResult

export type Answers<Q extends Questions> = { [Key in keyof Q]: AnswerTo<Q[Key]> }

/** A question in the shape of a form: top-level fields of text, numbers, yes or no, and choices. */
export function askForm<Form extends TObject>(message: string, form: Form): FormQuestion<Form> {
  const requestedSchema = JSON.parse(JSON.stringify(form)) as ElicitRequestFormParams['requestedSchema']
  return { method: 'elicitation/create', params: { message, requestedSchema }, form }
}

/** Sends the person to a page of ours. The URL holds a random id and nothing else. */
export function askInBrowser(message: string, url: string, elicitationId: string): BrowserQuestion {
  return {
    method: 'elicitation/create',
    params: { mode: 'url', message, url, elicitationId }
  }
}
