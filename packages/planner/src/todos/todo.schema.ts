import { Type, type Static } from 'typebox'

export const Todo = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  name: Type.String(),
  checked: Type.Boolean({ description: 'Whether it is done' }),
  category: Type.Union([Type.String(), Type.Null()]),
  sort_order: Type.Integer(),
  due_date: Type.Union([Type.String(), Type.Null()], { description: 'YYYY-MM-DD' }),
  description: Type.Union([Type.String(), Type.Null()]),
  assigned_user_id: Type.Union([Type.Integer(), Type.Null()], { description: 'Who does it' }),
  priority: Type.Integer({ description: '0 none, 1 low, 2 medium, 3 high' }),
  reminded_at: Type.Union([Type.String(), Type.Null()], {
    description: 'When people were told it is due; ISO 8601, UTC'
  }),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Todo = Static<typeof Todo>

/** Left out stays as it is; `null` clears. */
export interface TodoChanges {
  name?: string | undefined
  category?: string | null | undefined
  due_date?: string | null | undefined
  description?: string | null | undefined
  assigned_user_id?: number | null | undefined
  /** 0 none, 1 low, 2 medium, 3 high; `null` means 0. */
  priority?: number | null | undefined
}

/** `assigned_user_id` left out: who looks after the category, when that is one person; `null`: nobody. */
export type NewTodo = TodoChanges & { name: string }
