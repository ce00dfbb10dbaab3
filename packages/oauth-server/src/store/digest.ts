/** SHA-256 of a secret: 32 bytes. */
export type Digest = Buffer
