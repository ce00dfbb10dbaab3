import { createHttpClient, type HttpClient } from './http-client.ts'
import type { Persona } from './persona.ts'
import { PersonaError } from './problem.ts'
import type { Target } from './target.ts'

/** One persona on its way through one server. */
export interface Journey {
  persona: Persona
  target: Target
  http: HttpClient
  /** What has been done so far. */
  steps: string[]
  /**
   * Does the next thing.
   *
   * @throws {PersonaError} naming persona and step, whatever goes wrong in it.
   */
  step: <Result>(name: string, action: () => Promise<Result>) => Promise<Result>
}

export function createJourney(persona: Persona, target: Target): Journey {
  const steps: string[] = []
  return {
    persona,
    target,
    steps,
    http: createHttpClient({ fetch: target.fetch, userAgent: persona.userAgent, pageOrigin: persona.pageOrigin }),
    async step(name, action) {
      try {
        const result = await action()
        steps.push(name)
        return result
      } catch (error) {
        throw new PersonaError(persona.name, name, error)
      }
    }
  }
}
