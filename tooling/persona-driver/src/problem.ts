/** Something a client would trip over. */
export class Problem extends Error {
  override readonly name = 'Problem'
}

/** The same, with who tripped over it, and doing what. */
export class PersonaError extends Error {
  override readonly name = 'PersonaError'
  readonly persona: string
  readonly step: string

  constructor(persona: string, step: string, cause: unknown) {
    super(`${persona}: ${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.persona = persona
    this.step = step
  }
}

/** @throws {Problem} unless the claim holds. */
export function check(claim: unknown, otherwise: string): asserts claim {
  if (!claim) throw new Problem(otherwise)
}
