import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { definePrompt } from '../endpoint/index.ts'

const NoArguments = Type.Object({})

/** For whoever still uses a static token, and asks: what will happen to it and what to do. */
export const tokenAuthNotice = definePrompt<typeof NoArguments, PlannerContext>({
  name: 'token_auth_notice',
  title: 'Static Token Auth Notice',
  description: 'What will happen to the static API token of this connection, and what to use instead',
  scopes: [],
  isFor: ({ kind }) => kind === 'static',
  arguments: NoArguments,
  async run(_values, { staticTokenNotice }) {
    return `Tell me in a few words what this means for me and what I should do. ${staticTokenNotice ?? ''}`.trim()
  }
})
