export { type CallStoreOptions, createCallStore, type PostgresCallStore } from './call-store.ts'
export type { Confirmation, ConfirmationStore } from './confirmations/confirmation.store.ts'
export type { Database } from './database.ts'
export { callSweepTasks, type CallSweepTask } from './sweep-tasks.ts'
