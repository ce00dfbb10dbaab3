import { JourneyContributor, JourneyShareLink } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { destroys, Done, done, JourneyId, reads, sets } from './arguments.ts'

const JourneyOnly = Type.Object({ journeyId: JourneyId })
const ContributorsOutput = Type.Object({ contributors: Type.Array(JourneyContributor) })

export const listJourneyContributors = defineTool<typeof JourneyOnly, typeof ContributorsOutput, PlannerContext>({
  name: 'list_journey_contributors',
  title: 'List the people of a journey',
  description: 'Owner and contributors of a journey, with their roles and user ids.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: JourneyOnly,
  output: ContributorsOutput,
  async run({ journeyId }, { actor, planner }) {
    return { contributors: await planner.journeyContributors.list(actor, journeyId) }
  }
})

const UserId = Type.Integer({ minimum: 1, description: 'User id, from list_journey_contributors or list_trip_members' })
const Role = Type.Union([Type.Literal('editor'), Type.Literal('viewer')], {
  description: 'An editor writes entries and links trips, a viewer reads'
})
const RoleInput = Type.Object({ journeyId: JourneyId, targetUserId: UserId, role: Role })

export const addJourneyContributor = defineTool<typeof RoleInput, typeof Done, PlannerContext>({
  name: 'add_journey_contributor',
  title: 'Add a person to a journey',
  description:
    'Gives somebody access to a journey, at once and without asking them; who has access gets the new role. For the owner.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: RoleInput,
  output: Done,
  async run({ journeyId, targetUserId, role }, { actor, planner }) {
    await planner.journeyContributors.add(actor, journeyId, targetUserId, role)
    return done
  }
})

export const updateJourneyContributorRole = defineTool<typeof RoleInput, typeof Done, PlannerContext>({
  name: 'update_journey_contributor_role',
  title: 'Change a role',
  description: 'Changes the role of somebody who contributes to a journey. For the owner.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: RoleInput,
  output: Done,
  async run({ journeyId, targetUserId, role }, { actor, planner }) {
    await planner.journeyContributors.setRole(actor, journeyId, targetUserId, role)
    return done
  }
})

const RemoveInput = Type.Object({ journeyId: JourneyId, targetUserId: UserId })

export const removeJourneyContributor = defineTool<typeof RemoveInput, typeof Done, PlannerContext>({
  name: 'remove_journey_contributor',
  title: 'Remove a person from a journey',
  description:
    'Takes somebody’s access to a journey away; what they wrote stays. For the owner; others can only leave by themselves.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: destroys,
  input: RemoveInput,
  output: Done,
  async run({ journeyId, targetUserId }, { actor, planner }) {
    await planner.journeyContributors.remove(actor, journeyId, targetUserId)
    return done
  }
})

const LinkOutput = Type.Object({ shareLink: Type.Union([JourneyShareLink, Type.Null()]) })

export const getJourneyShareLink = defineTool<typeof JourneyOnly, typeof LinkOutput, PlannerContext>({
  name: 'get_journey_share_link',
  title: 'Show the public link of a journey',
  description: 'The public link of a journey, null if there is none. It opens the journey for everybody who has it.',
  scopes: ['journey:share'],
  addon: 'journey',
  annotations: reads,
  input: JourneyOnly,
  output: LinkOutput,
  async run({ journeyId }, { actor, planner }) {
    return { shareLink: await planner.journeyShareLinks.get(actor, journeyId) }
  }
})

const CreateLinkOutput = Type.Object({
  shareLink: Type.Object({
    ...JourneyShareLink.properties,
    created: Type.Boolean({ description: 'Whether it is new; false: there was one already, which stays as it is' })
  })
})

export const createJourneyShareLink = defineTool<typeof JourneyOnly, typeof CreateLinkOutput, PlannerContext>({
  name: 'create_journey_share_link',
  title: 'Publish a journey',
  description:
    'Makes the public link of a journey, which shows its written entries to everybody who has it and does not expire. For the owner; confirm with them first.',
  scopes: ['journey:share'],
  addon: 'journey',
  annotations: sets,
  input: JourneyOnly,
  output: CreateLinkOutput,
  async run({ journeyId }, { actor, planner }) {
    const { link, isNew } = await planner.journeyShareLinks.create(actor, journeyId)
    return { shareLink: { ...link, created: isNew } }
  }
})

export const deleteJourneyShareLink = defineTool<typeof JourneyOnly, typeof Done, PlannerContext>({
  name: 'delete_journey_share_link',
  title: 'Unpublish a journey',
  description: 'Ends the public link of a journey at once; a new one will be another. For the owner.',
  scopes: ['journey:share'],
  addon: 'journey',
  annotations: destroys,
  input: JourneyOnly,
  output: Done,
  async run({ journeyId }, { actor, planner }) {
    await planner.journeyShareLinks.delete(actor, journeyId)
    return done
  }
})

export const journeySharingTools: Tool<PlannerContext>[] = [
  listJourneyContributors,
  addJourneyContributor,
  updateJourneyContributorRole,
  removeJourneyContributor,
  getJourneyShareLink,
  createJourneyShareLink,
  deleteJourneyShareLink
]
