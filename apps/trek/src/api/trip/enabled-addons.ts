import type { Planner } from '@trek/planner'
import { Type, type Static } from 'typebox'

/** The addons, and parts of them, that a trip has sections for. */
export const TripAddon = Type.Union([
  Type.Literal('packing'),
  Type.Literal('budget'),
  Type.Literal('collab.notes'),
  Type.Literal('collab.polls')
])
export type TripAddon = Static<typeof TripAddon>

/** Those that are on. */
export async function enabledAddons({ addons }: Planner): Promise<TripAddon[]> {
  const known = TripAddon.anyOf.map(({ const: id }) => id)
  const isOn = await Promise.all(known.map((id) => addons.isEnabled(id)))
  return known.filter((_id, index) => isOn[index])
}
