import { VacayCandidate, VacayPlan, VacayPlanData } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Clearable, creates, destroys, Done, done, reads, sets } from './arguments.ts'
import { HolidayRegion, NoInput } from './vacay-arguments.ts'

const PlanDataOutput = Type.Object({ plan: VacayPlanData })

export const getVacayPlan = defineTool<typeof NoInput, typeof PlanDataOutput, PlannerContext>({
  name: 'get_vacay_plan',
  title: 'See the vacation plan',
  description:
    'The vacation plan the person uses, their own or one they joined: its settings, holiday calendars and people, and open invitations. Vacation days are in get_vacay_entries, figures in get_vacay_stats.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: reads,
  input: NoInput,
  output: PlanDataOutput,
  async run(_, { actor, planner }) {
    return { plan: await planner.vacay.plan.get(actor) }
  }
})

const UpdateInput = Type.Object({
  block_weekends: Type.Optional(Type.Boolean({ description: 'Whether weekends are days off' })),
  weekend_days: Type.Optional(
    Type.String({
      pattern: '^([0-6](,[0-6])*)?$',
      description: 'Numbers of the weekend’s days, 0 is Sunday: "0,6", or "5,6" for Friday and Saturday'
    })
  ),
  week_start: Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description: '0 Sunday, 1 Monday' })),
  holidays_enabled: Type.Optional(Type.Boolean({ description: 'Whether public holidays are days off' })),
  holidays_region: Type.Optional(Clearable(HolidayRegion)),
  company_holidays_enabled: Type.Optional(Type.Boolean({ description: 'Whether company holidays are days off' })),
  carry_over_enabled: Type.Optional(Type.Boolean({ description: 'Whether unused days move to the next year' }))
})
const PlanOutput = Type.Object({ plan: VacayPlan })

export const updateVacayPlan = defineTool<typeof UpdateInput, typeof PlanOutput, PlannerContext>({
  name: 'update_vacay_plan',
  title: 'Change the settings of the vacation plan',
  description:
    'Changes the given settings, for everybody who shares the plan. Switching public or company holidays on removes vacation days on their dates, for good. Public holidays that are switched on without a calendar get one for holidays_region; more are added with add_holiday_calendar.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  input: UpdateInput,
  output: PlanOutput,
  async run(changes, { actor, planner }) {
    return { plan: await planner.vacay.plan.update(actor, changes) }
  }
})

const ColorInput = Type.Object({
  color: Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Colour as #rrggbb' })
})
const ColorOutput = Type.Object({ ...Done.properties, color: Type.String() })

export const setVacayColor = defineTool<typeof ColorInput, typeof ColorOutput, PlannerContext>({
  name: 'set_vacay_color',
  title: 'Choose a colour for one’s vacation',
  description: 'Sets the colour of the person’s days in the plan; nobody else of the plan may have it.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: sets,
  input: ColorInput,
  output: ColorOutput,
  async run({ color }, { actor, planner }) {
    return { ...done, color: await planner.vacay.plan.setColor(actor, color) }
  }
})

const CandidatesInput = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a user name' }))
})
const CandidatesOutput = Type.Object({ users: Type.Array(VacayCandidate) })

export const getAvailableVacayUsers = defineTool<typeof CandidatesInput, typeof CandidatesOutput, PlannerContext>({
  name: 'get_available_vacay_users',
  title: 'List who can be invited to the vacation plan',
  description:
    'People who can be invited with send_vacay_invite, by name: the first 100, so search where there are many.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: reads,
  input: CandidatesInput,
  output: CandidatesOutput,
  async run({ search }, { actor, planner }) {
    return { users: await planner.vacay.sharing.candidates(actor, search) }
  }
})

const TargetInput = Type.Object({
  targetUserId: Type.Integer({ minimum: 1, description: 'User id, from get_available_vacay_users' })
})

export const sendVacayInvite = defineTool<typeof TargetInput, typeof Done, PlannerContext>({
  name: 'send_vacay_invite',
  title: 'Invite somebody to the vacation plan',
  description:
    'Invites somebody to share the plan. Once they accept, all see each other’s vacation and all may change the settings.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: creates,
  input: TargetInput,
  output: Done,
  async run({ targetUserId }, { actor, planner }) {
    await planner.vacay.sharing.invite(actor, targetUserId)
    return done
  }
})

const PlanInput = Type.Object({
  planId: Type.Integer({ minimum: 1, description: 'The plan_id of an incoming invitation, from get_vacay_plan' })
})

export const acceptVacayInvite = defineTool<typeof PlanInput, typeof Done, PlannerContext>({
  name: 'accept_vacay_invite',
  title: 'Join somebody’s vacation plan',
  description:
    'Accepts an invitation. The person’s vacation days, allowances and colour come along (a colour that is taken there is changed); from then on the plan’s settings count. dissolve_vacay_plan leaves it again.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: creates,
  input: PlanInput,
  output: Done,
  async run({ planId }, { actor, planner }) {
    await planner.vacay.sharing.accept(actor, planId)
    return done
  }
})

export const declineVacayInvite = defineTool<typeof PlanInput, typeof Done, PlannerContext>({
  name: 'decline_vacay_invite',
  title: 'Decline a vacation plan',
  description: 'Declines an invitation; without one nothing happens.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  input: PlanInput,
  output: Done,
  async run({ planId }, { actor, planner }) {
    await planner.vacay.sharing.decline(actor, planId)
    return done
  }
})

const InvitedInput = Type.Object({
  targetUserId: Type.Integer({ minimum: 1, description: 'The user_id of a pending invitation, from get_vacay_plan' })
})

export const cancelVacayInvite = defineTool<typeof InvitedInput, typeof Done, PlannerContext>({
  name: 'cancel_vacay_invite',
  title: 'Withdraw an invitation to the vacation plan',
  description:
    'Withdraws an invitation that was not answered yet, whoever of the plan sent it; without one nothing happens.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  input: InvitedInput,
  output: Done,
  async run({ targetUserId }, { actor, planner }) {
    await planner.vacay.sharing.cancel(actor, targetUserId)
    return done
  }
})

export const dissolveVacayPlan = defineTool<typeof NoInput, typeof Done, PlannerContext>({
  name: 'dissolve_vacay_plan',
  title: 'Stop sharing the vacation plan',
  description:
    'Ends sharing: as owner for everybody, open invitations included; as member for oneself. Everybody keeps their own vacation days and a copy of the company holidays. The person is asked first.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  confirm: async (_, { actor, planner }) => {
    const { isOwner, users } = await planner.vacay.plan.get(actor)
    const [owner, ...members] = users.map(({ username }) => username)
    return isOwner
      ? `Stop sharing your vacation plan with ${members.join(', ') || 'whoever is invited'}?`
      : `Leave the vacation plan of ${owner}?`
  },
  input: NoInput,
  output: Done,
  async run(_, { actor, planner }) {
    await planner.vacay.sharing.dissolve(actor)
    return done
  }
})

export const vacayPlanTools: Tool<PlannerContext>[] = [
  getVacayPlan,
  updateVacayPlan,
  setVacayColor,
  getAvailableVacayUsers,
  sendVacayInvite,
  acceptVacayInvite,
  declineVacayInvite,
  cancelVacayInvite,
  dissolveVacayPlan
]
