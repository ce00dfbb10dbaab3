import { users } from './user.table.ts'

/** The columns of which `toPerson` is made. */
export const personColumns = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  avatar: users.avatar
}

type Shown = Pick<typeof users.$inferSelect, 'id' | 'username' | 'displayName' | 'avatar'>

/** How a person appears beside what is theirs: never with their e-mail address. */
export function toPerson({ id, username, displayName, avatar }: Shown) {
  return { user_id: id, username: displayName ?? username, avatar, avatar_url: avatarUrl(avatar) }
}

/** Uploaded pictures are files of ours, others an address. */
export function avatarUrl(avatar: string | null): string | null {
  return avatar === null || avatar.startsWith('https://') ? avatar : `/uploads/avatars/${avatar}`
}
