export type { Database } from './database.ts'
export { tokenStore, type TokenStoreOptions } from './plugin.ts'
export { createTokenStore } from './token-store.ts'
