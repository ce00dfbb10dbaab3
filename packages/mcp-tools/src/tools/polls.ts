import { Poll } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { creates, destroys, Done, done, PollId, reads, sets, TripId } from './arguments.ts'

const PollOutput = Type.Object({ poll: Poll })
const PollOnly = Type.Object({ tripId: TripId, pollId: PollId })

const ListPollsInput = Type.Object({
  tripId: TripId,
  before: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Only polls with a smaller id: the last one of the page before' })
  )
})
const ListPollsOutput = Type.Object({ polls: Type.Array(Poll) })

export const listCollabPolls = defineTool<typeof ListPollsInput, typeof ListPollsOutput, PlannerContext>({
  name: 'list_collab_polls',
  title: 'List polls',
  description:
    'The polls of a trip with who chose what, newest first, 50 at a time; before gives the ones that are older.',
  scopes: ['collab:read'],
  addon: 'collab.polls',
  annotations: reads,
  input: ListPollsInput,
  output: ListPollsOutput,
  async run({ tripId, before }, { actor, planner }) {
    return { polls: await planner.polls.list(actor, tripId, { before }) }
  }
})

const CreatePollInput = Type.Object({
  tripId: TripId,
  question: Type.String({ minLength: 1, maxLength: 500, description: 'What is asked' }),
  options: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
    minItems: 2,
    maxItems: 20,
    description: 'The answers to choose from, all different'
  }),
  multiple: Type.Optional(Type.Boolean({ description: 'Whether a person may choose several. Default: one' })),
  deadline: Type.Optional(
    Type.String({
      maxLength: 40,
      description:
        'When voting ends: a moment with its offset (2027-06-10T18:00+02:00), or YYYY-MM-DD for the end of that day in UTC'
    })
  )
})

export const createCollabPoll = defineTool<typeof CreatePollInput, typeof PollOutput, PlannerContext>({
  name: 'create_collab_poll',
  title: 'Start a poll',
  description: 'Asks the people of a trip a question with 2 to 20 options. It cannot be changed afterwards.',
  scopes: ['collab:write'],
  addon: 'collab.polls',
  annotations: creates,
  input: CreatePollInput,
  output: PollOutput,
  async run({ tripId, ...poll }, { actor, planner }) {
    return { poll: await planner.polls.create(actor, tripId, poll) }
  }
})

const VoteInput = Type.Object({
  ...PollOnly.properties,
  optionIndex: Type.Integer({ minimum: 0, maximum: 19, description: 'Position of the option, counted from 0' })
})

export const voteCollabPoll = defineTool<typeof VoteInput, typeof PollOutput, PlannerContext>({
  name: 'vote_collab_poll',
  title: 'Vote on a poll',
  description:
    'Votes for an option in the person’s name, or takes that vote back if it is there already: look at list_collab_polls first. Where a person has one choice, another option replaces it.',
  scopes: ['collab:write'],
  addon: 'collab.polls',
  annotations: creates,
  input: VoteInput,
  output: PollOutput,
  async run({ tripId, pollId, optionIndex }, { actor, planner }) {
    return { poll: await planner.polls.vote(actor, tripId, pollId, optionIndex) }
  }
})

export const closeCollabPoll = defineTool<typeof PollOnly, typeof PollOutput, PlannerContext>({
  name: 'close_collab_poll',
  title: 'Close a poll',
  description: 'Ends voting on a poll, for good.',
  scopes: ['collab:write'],
  addon: 'collab.polls',
  annotations: sets,
  input: PollOnly,
  output: PollOutput,
  async run({ tripId, pollId }, { actor, planner }) {
    return { poll: await planner.polls.close(actor, tripId, pollId) }
  }
})

export const deleteCollabPoll = defineTool<typeof PollOnly, typeof Done, PlannerContext>({
  name: 'delete_collab_poll',
  title: 'Delete a poll',
  description: 'Deletes a poll with all its votes, also somebody else’s. To only end voting, use close_collab_poll.',
  scopes: ['collab:write'],
  addon: 'collab.polls',
  annotations: destroys,
  input: PollOnly,
  output: Done,
  async run({ tripId, pollId }, { actor, planner }) {
    await planner.polls.delete(actor, tripId, pollId)
    return done
  }
})

export const pollTools: Tool<PlannerContext>[] = [
  listCollabPolls,
  createCollabPoll,
  voteCollabPoll,
  closeCollabPoll,
  deleteCollabPoll
]
