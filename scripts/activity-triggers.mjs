/**
 * Prints what a migration has to hold so that changes to trips are recorded, after a build:
 * `node scripts/activity-triggers.mjs >> migrations/NNNN_….sql`
 */
import { triggerStatements } from '../packages/planner/dist/activity/triggers.js'

process.stdout.write(`${triggerStatements().join('\n--> statement-breakpoint\n')}\n`)
