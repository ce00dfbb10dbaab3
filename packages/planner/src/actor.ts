/** Who asks: a person, perhaps through a client that acts for them. */
export interface Actor {
  userId: number
  /** Absent: read from the database where it matters, which is rarely. */
  role?: 'user' | 'admin'
  /** The OAuth client, when an assistant acts; absent when the person does it in the web pages. */
  client?: { id: string; name: string }
}
