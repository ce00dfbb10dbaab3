import { Type, type Static } from 'typebox'

/** One thing that was looked at. */
export const Point = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('problem')]),
  /** What was seen. */
  message: Type.String(),
  /** What to do about it. */
  advice: Type.Union([Type.String(), Type.Null()])
})
export type Point = Static<typeof Point>

/** What a look at a thing says, before it is put under its title. */
export type Finding = Pick<Point, 'state' | 'message' | 'advice'>

export function point(id: string, title: string, finding: Finding): Point {
  return { id, title, ...finding }
}

export const ok = (message: string): Finding => ({ state: 'ok', message, advice: null })
export const warning = (message: string, advice: string): Finding => ({ state: 'warning', message, advice })
export const problem = (message: string, advice: string): Finding => ({ state: 'problem', message, advice })
