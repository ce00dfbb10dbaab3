import type { ConnectionOptions } from '../remote-documents/connection.ts'

/** How documents at client ids are fetched, and whose are accepted. */
export interface ClientDocumentOptions extends ConnectionOptions {
  /** Whether a client described at this URL may ask people for authorization. Default: every one may. */
  isAllowed?: (url: string) => boolean | Promise<boolean>
}
