import { NotificationPage } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Done, done, reads, sets } from './arguments.ts'

const NoInput = Type.Object({})

const ListNotificationsInput = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, description: 'How many, at most 50. Default: 20' })),
  offset: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'How many to skip. Default: none' })
  ),
  unread_only: Type.Optional(Type.Boolean({ description: 'Only unread ones' }))
})

export const listNotifications = defineTool<typeof ListNotificationsInput, typeof NotificationPage, PlannerContext>({
  name: 'list_notifications',
  title: 'List notifications',
  description: 'What the person was told of, newest first. Reading them here does not mark them read.',
  scopes: ['notifications:read'],
  annotations: reads,
  input: ListNotificationsInput,
  output: NotificationPage,
  run: ({ limit, offset, unread_only: unreadOnly }, { actor, planner }) =>
    planner.notifications.list(actor, { limit, offset, unreadOnly })
})

const CountOutput = Type.Object({ count: Type.Integer() })

export const getUnreadNotificationCount = defineTool<typeof NoInput, typeof CountOutput, PlannerContext>({
  name: 'get_unread_notification_count',
  title: 'Count unread notifications',
  description: 'How many notifications the person has not read. To see them, use list_notifications.',
  scopes: ['notifications:read'],
  annotations: reads,
  input: NoInput,
  output: CountOutput,
  async run(_input, { actor, planner }) {
    return { count: await planner.notifications.countUnread(actor) }
  }
})

const NotificationOnly = Type.Object({
  notificationId: Type.Integer({ minimum: 1, description: 'A notification of the person, from list_notifications' })
})

export const markNotificationRead = defineTool<typeof NotificationOnly, typeof Done, PlannerContext>({
  name: 'mark_notification_read',
  title: 'Mark a notification read',
  description: 'Marks one notification as read. For all of them, use mark_all_notifications_read.',
  scopes: ['notifications:write'],
  annotations: sets,
  input: NotificationOnly,
  output: Done,
  async run({ notificationId }, { actor, planner }) {
    await planner.notifications.setRead(actor, notificationId, true)
    return done
  }
})

export const markNotificationUnread = defineTool<typeof NotificationOnly, typeof Done, PlannerContext>({
  name: 'mark_notification_unread',
  title: 'Mark a notification unread',
  description: 'Marks one notification as unread, so that the person sees it again.',
  scopes: ['notifications:write'],
  annotations: sets,
  input: NotificationOnly,
  output: Done,
  async run({ notificationId }, { actor, planner }) {
    await planner.notifications.setRead(actor, notificationId, false)
    return done
  }
})

const MarkAllOutput = Type.Object({
  ...Done.properties,
  count: Type.Integer({ description: 'How many were unread' })
})

export const markAllNotificationsRead = defineTool<typeof NoInput, typeof MarkAllOutput, PlannerContext>({
  name: 'mark_all_notifications_read',
  title: 'Mark all notifications read',
  description: 'Marks all notifications of the person as read, on all their trips.',
  scopes: ['notifications:write'],
  annotations: sets,
  input: NoInput,
  output: MarkAllOutput,
  async run(_input, { actor, planner }) {
    return { ...done, count: await planner.notifications.markAllRead(actor) }
  }
})

export const notificationTools: Tool<PlannerContext>[] = [
  listNotifications,
  getUnreadNotificationCount,
  markNotificationRead,
  markNotificationUnread,
  markAllNotificationsRead
]
