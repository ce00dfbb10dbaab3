import { listPage } from '../catalogue/pages.ts'
import type { ListName } from '../catalogue/view.ts'
import type { Sealer } from '../definitions/call-store.ts'
import type { Method } from '../exchange/exchange.ts'

/** `tools/list`, `resources/list`, `resources/templates/list` and `prompts/list`. */
export function listMethod<Context>(list: ListName, sealer: Sealer): Method<Context> {
  return ({ view, params, results }) => results.list(listPage(view, list, params.cursor, sealer))
}
