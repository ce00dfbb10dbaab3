/** Many things in a few words, for lists of what happened: "Louvre and 2 more". */
export function nameAll(names: readonly string[]): string {
  const [first = ''] = names
  return names.length > 1 ? `${first} and ${names.length - 1} more` : first
}
