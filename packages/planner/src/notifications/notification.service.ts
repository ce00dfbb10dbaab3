import { and, count, desc, eq, ne, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { publishTo } from '../events.ts'
import { personColumns } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { NotificationPage } from './notification.schema.ts'
import { notificationPreferences, notifications } from './notification.table.ts'
import {
  type NotificationChannel,
  notificationChannels,
  type NotificationEvent,
  notificationEvents,
  wordingOf
} from './wording.ts'

export interface NotificationPreference {
  event: NotificationEvent
  channel: NotificationChannel
  enabled: boolean
}

/** Everybody sees and handles their own. Those of others are not found. */
export interface NotificationService {
  /** Newest first. `limit` is 20 unless said otherwise, and at most 50. */
  list(
    actor: Actor,
    page?: { limit?: number | undefined; offset?: number | undefined; unreadOnly?: boolean | undefined }
  ): Promise<NotificationPage>
  countUnread(actor: Actor): Promise<number>
  /** @throws {NotFoundError} `notification_not_found` */
  setRead(actor: Actor, notificationId: number, isRead: boolean): Promise<void>
  /** Answers how many were unread. */
  markAllRead(actor: Actor): Promise<number>
  /** Every event on every channel; what nobody decided is on. */
  preferences(actor: Actor): Promise<NotificationPreference[]>
  setPreference(actor: Actor, preference: NotificationPreference): Promise<void>
}

const DEFAULT_PAGE = 20
const MAX_PAGE = 50

export function createNotificationService(db: Database): NotificationService {
  return {
    async list(actor, { limit = DEFAULT_PAGE, offset = 0, unreadOnly = false } = {}) {
      const theirs = and(
        eq(notifications.recipientId, actor.userId),
        unreadOnly ? eq(notifications.isRead, false) : undefined
      )
      const rows = await db
        .select({ notification: notifications, sender: personColumns })
        .from(notifications)
        .leftJoin(users, eq(users.id, notifications.senderId))
        .where(theirs)
        .orderBy(desc(notifications.id))
        .limit(Math.min(limit, MAX_PAGE))
        .offset(offset)
      return {
        notifications: rows.map(toNotification),
        total: await countWhere(db, theirs),
        unread_count: await countWhere(db, unreadOf(actor))
      }
    },

    countUnread: (actor) => countWhere(db, unreadOf(actor)),

    setRead: (actor, notificationId, isRead) =>
      db.transaction(async (tx) => {
        const its = and(eq(notifications.id, notificationId), eq(notifications.recipientId, actor.userId))
        const [before] = await tx.select({ isRead: notifications.isRead }).from(notifications).where(its).for('update')
        if (!before) throw new NotFoundError('notification_not_found', 'Notification not found')
        if (before.isRead === isRead) return
        await tx.update(notifications).set({ isRead }).where(its)
        await publishTo(tx, actor, [actor.userId], { type: 'notification:updated', ids: { notificationId } })
      }),

    markAllRead: (actor) =>
      db.transaction(async (tx) => {
        const read = await tx
          .update(notifications)
          .set({ isRead: true })
          .where(unreadOf(actor))
          .returning({ id: notifications.id })
        if (read.length > 0) await publishTo(tx, actor, [actor.userId], { type: 'notification:updated' })
        return read.length
      }),

    async preferences(actor) {
      const rows = await db
        .select()
        .from(notificationPreferences)
        .where(eq(notificationPreferences.userId, actor.userId))
      const decided = new Map(rows.map(({ event, channel, isEnabled }) => [`${event} ${channel}`, isEnabled]))
      return notificationEvents.flatMap((event) =>
        notificationChannels.map((channel) => ({
          event,
          channel,
          enabled: decided.get(`${event} ${channel}`) ?? true
        }))
      )
    },

    async setPreference(actor, { event, channel, enabled }) {
      await db
        .insert(notificationPreferences)
        .values({ userId: actor.userId, event, channel, isEnabled: enabled })
        .onConflictDoUpdate({
          target: [notificationPreferences.userId, notificationPreferences.event, notificationPreferences.channel],
          set: { isEnabled: enabled },
          setWhere: ne(notificationPreferences.isEnabled, enabled)
        })
    }
  }
}

function unreadOf(actor: Actor): SQL | undefined {
  return and(eq(notifications.recipientId, actor.userId), eq(notifications.isRead, false))
}

async function countWhere(db: Database, condition: SQL | undefined): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(notifications).where(condition)
  return row?.rows ?? 0
}

function toNotification({
  notification,
  sender
}: {
  notification: typeof notifications.$inferSelect
  sender: Pick<typeof users.$inferSelect, 'id' | 'username' | 'displayName' | 'avatar'> | null
}): NotificationPage['notifications'][number] {
  const { event, params, navigateTarget } = notification
  return {
    id: notification.id,
    type: navigateTarget === null ? 'simple' : 'navigate',
    scope: notification.scope,
    target: notification.target,
    recipient_id: notification.recipientId,
    sender_id: notification.senderId,
    sender_username: sender && (sender.displayName ?? sender.username),
    sender_avatar: sender && sender.avatar,
    ...wordingOf(event, params),
    title_params: params,
    text_params: params,
    navigate_target: navigateTarget,
    is_read: notification.isRead,
    created_at: notification.createdAt.toISOString()
  }
}
