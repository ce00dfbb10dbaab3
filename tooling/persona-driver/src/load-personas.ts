import { readdir, readFile } from 'node:fs/promises'
import { Compile } from 'typebox/compile'
import { Persona } from './persona.ts'

const directory = new URL('../personas/', import.meta.url)
const validator = Compile(Persona)

/**
 * Every persona there is, by name.
 *
 * @throws {TypeError} naming the file and the member, when a fixture is not one.
 */
export async function loadPersonas(): Promise<Map<string, Persona>> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.json')).toSorted()
  const personas = await Promise.all(files.map(loadPersona))
  return new Map(personas.map((persona) => [persona.name, persona]))
}

async function loadPersona(file: string): Promise<Persona> {
  const persona: unknown = JSON.parse(await readFile(new URL(file, directory), 'utf8'))
  if (!validator.Check(persona)) {
    const [problem] = validator.Errors(persona)
    throw new TypeError(`${file}${problem?.instancePath ?? ''}: ${problem?.message ?? 'is no persona'}`)
  }
  if (`${persona.name}.json` !== file) throw new TypeError(`${file}: is named ${persona.name}`)
  const isRegistrable = persona.registration === 'machine' ? persona.machine : persona.dynamic
  if (!isRegistrable || !persona[persona.registration]) throw new TypeError(`${file}: does not say how it registers`)
  return persona
}
