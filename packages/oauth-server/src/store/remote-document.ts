/** A document of another host, as all nodes know it. */
export interface KnownDocument {
  /** Absent when it could never be had. */
  document?: { body: unknown; isFresh: boolean; ageSeconds: number }
  /** Whether an attempt failed so recently that none should follow. */
  hasJustFailed: boolean
  secondsSinceAttempt: number
}

export interface RemoteDocumentStore {
  find(url: string): Promise<KnownDocument | undefined>
  keep(url: string, body: unknown, freshSeconds: number): Promise<void>
  /** What was kept before stays. */
  noteFailure(url: string, retrySeconds: number): Promise<void>
}
