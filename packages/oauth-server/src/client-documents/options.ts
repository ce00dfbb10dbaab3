import type { ConnectionOptions } from '@trek/guarded-fetch'

/** How documents at client ids are fetched, and whose are accepted. */
export interface ClientDocumentOptions extends Omit<ConnectionOptions, 'allowLoopbackHttp'> {
  /** Whether a client described at this URL may ask people for authorization. Default: every one may. */
  isAllowed?: (url: string) => boolean | Promise<boolean>
}
