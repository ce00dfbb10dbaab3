import { appSettings } from '@trek/planner/tables'
import { and, eq, inArray, like } from 'drizzle-orm'
import type { Database } from '../database/database.ts'

/** Whether static tokens work: on the whole instance, and for each person. On unless an administrator said otherwise. */
export interface StaticTokenSwitch {
  /** For this person, all things considered. */
  isOn(userId: number): Promise<boolean>
  isOnHere(): Promise<boolean>
  /** The ids of those for whom they are off, whatever holds for the instance. */
  listPeopleWithout(): Promise<number[]>
  /** For one person, or the whole instance. */
  set(isOn: boolean, userId?: number): Promise<void>
}

const HERE = 'static_tokens'
const PERSON = `${HERE}_user_`
const keyOf = (userId: number) => PERSON + String(userId)

export function createStaticTokenSwitch(db: Database['db']): StaticTokenSwitch {
  const areAllOn = async (keys: string[]) => {
    const off = await db
      .select({ key: appSettings.key })
      .from(appSettings)
      .where(and(inArray(appSettings.key, keys), eq(appSettings.value, 'off')))
    return off.length === 0
  }
  return {
    isOn: (userId) => areAllOn([HERE, keyOf(userId)]),
    isOnHere: () => areAllOn([HERE]),
    async listPeopleWithout() {
      const off = await db
        .select({ key: appSettings.key })
        .from(appSettings)
        .where(and(like(appSettings.key, `${PERSON}%`), eq(appSettings.value, 'off')))
      return off.map(({ key }) => Number(key.slice(PERSON.length)))
    },
    async set(isOn, userId) {
      const value = isOn ? 'on' : 'off'
      const key = userId === undefined ? HERE : keyOf(userId)
      await db
        .insert(appSettings)
        .values({ key, value })
        .onConflictDoUpdate({ target: appSettings.key, set: { value } })
    }
  }
}
