/** Several things in few words, for the activity log: "Tent and 11 more". */
export function someNames([first = '', ...others]: string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}
