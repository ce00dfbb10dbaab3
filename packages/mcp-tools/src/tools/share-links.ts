import { ShareFlags, ShareLink } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { destroys, Done, done, reads, sets, TripId } from './arguments.ts'

const TripOnly = Type.Object({ tripId: TripId })
const GetShareLinkOutput = Type.Object({ link: Type.Union([ShareLink, Type.Null()]) })

export const getShareLink = defineTool<typeof TripOnly, typeof GetShareLinkOutput, PlannerContext>({
  name: 'get_share_link',
  title: 'Get the public link',
  description:
    'The public link of a trip, if there is one: its token, what it shows and when it expires. Whoever has the token can see the trip without an account.',
  scopes: ['trips:share'],
  annotations: reads,
  input: TripOnly,
  output: GetShareLinkOutput,
  async run({ tripId }, { actor, planner }) {
    return { link: await planner.shareLinks.get(actor, tripId) }
  }
})

const CreateShareLinkInput = Type.Object({ tripId: TripId, ...Type.Partial(ShareFlags).properties })
const CreateShareLinkOutput = Type.Object({
  ...ShareLink.properties,
  created: Type.Boolean({ description: 'Whether it is a new link' })
})

export const createShareLink = defineTool<typeof CreateShareLinkInput, typeof CreateShareLinkOutput, PlannerContext>({
  name: 'create_share_link',
  title: 'Make the public link',
  description:
    'Makes the public link of a trip, for 90 days, or changes what it shows: anybody who has it sees that much without an account, so ask the person what to show. What is left out stays; a new link shows days, places and bookings, and neither packing, expenses nor chat. An expired link is replaced by a new one.',
  scopes: ['trips:share'],
  annotations: sets,
  input: CreateShareLinkInput,
  output: CreateShareLinkOutput,
  async run({ tripId, ...flags }, { actor, planner }) {
    const { link, created } = await planner.shareLinks.set(actor, tripId, flags)
    return { ...link, created }
  }
})

export const deleteShareLink = defineTool<typeof TripOnly, typeof Done, PlannerContext>({
  name: 'delete_share_link',
  title: 'Take back the public link',
  description: 'Ends the public link of a trip: nobody sees anything through it any more. Succeeds if there was none.',
  scopes: ['trips:share'],
  annotations: destroys,
  input: TripOnly,
  output: Done,
  async run({ tripId }, { actor, planner }) {
    await planner.shareLinks.delete(actor, tripId)
    return done
  }
})

export const shareLinkTools: Tool<PlannerContext>[] = [getShareLink, createShareLink, deleteShareLink]
