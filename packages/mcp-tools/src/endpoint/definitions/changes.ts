/** Something changed that clients may have asked to be told of. */
export type Change =
  | {
      /** A list of the catalogue is a different one, for these people; absent: for everybody. */
      list: 'tools' | 'resources' | 'prompts'
      audience?: readonly string[]
    }
  | {
      /** The content of these resources is a different one. */
      resources: readonly string[]
      /** The subjects who may know. */
      audience: readonly string[]
    }

/** Where the endpoint hears of changes, whichever node they were made on. */
export interface ChangeFeed {
  /** Calls back with every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void
}
