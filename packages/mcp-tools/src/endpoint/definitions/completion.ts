/** Values that begin with what was typed so far, the likeliest first; `others` are the values chosen already. */
export type Completion<Context> = (
  typed: string,
  context: Context,
  others: Readonly<Record<string, string>>
) => Promise<readonly string[]>
