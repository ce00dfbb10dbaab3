import { createJourney } from './journey.ts'
import { travelAlone } from './machine-journey.ts'
import { travelWithPerson } from './person-journey.ts'
import type { Persona } from './persona.ts'
import type { RegisteredClient } from './registered-client.ts'
import type { Target } from './target.ts'

export interface PersonaReport {
  persona: string
  /** How it became a client in the end. */
  registration: RegisteredClient['registration']
  /** What it did, in order. */
  steps: string[]
  /** Of the last access token it was given. */
  scope: string
}

/**
 * Does what a persona does, against a server: from a call without a token to the revocation of the last one.
 *
 * @throws {PersonaError} naming persona and step, on the first thing the real client would trip over.
 */
export async function runPersona(persona: Persona, target: Target): Promise<PersonaReport> {
  const journey = createJourney(persona, target)
  const { client, tokens } = await (persona.registration === 'machine'
    ? travelAlone(journey)
    : travelWithPerson(journey))
  return { persona: persona.name, registration: client.registration, steps: journey.steps, scope: tokens.scope }
}
