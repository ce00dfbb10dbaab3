import { isOnePage, listPage } from '../catalogue/pages.ts'
import type { ListName, View } from '../catalogue/view.ts'
import type { Sealer } from '../definitions/call-store.ts'
import type { Method } from '../exchange/exchange.ts'

/** `tools/list`, `resources/list`, `resources/templates/list` and `prompts/list`. */
export function listMethod<Context>(list: ListName, sealer: Sealer): Method<Context> {
  // Hundreds of kilobytes that are the same for everybody with a view: made and encoded once.
  const whole = new WeakMap<View<Context>, Buffer>()

  return ({ view, params, results }) => {
    const make = () => results.list(listPage(view, list, params.cursor, sealer))
    if (params.cursor !== undefined || !isOnePage(view, list)) return make()
    const known = whole.get(view)
    if (known) return known
    const made = Buffer.from(make())
    whole.set(view, made)
    return made
  }
}
