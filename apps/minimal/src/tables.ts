export * from '@trek/token-store/tables'
export { bookmarks } from './bookmarks/bookmark.table.ts'
export { users } from './people/user.table.ts'
export { sessions } from './sessions/session.table.ts'
