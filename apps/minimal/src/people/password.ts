import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** OWASP's parameters for 32 MiB of memory; Node refuses that much unless it is allowed. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const BYTES = 32

/** Salt and key, both base64url, with a dot between them. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, BYTES, COST)
  return `${salt.toString('base64url')}.${key.toString('base64url')}`
}

/** Whether the password is right. Without a hash the answer is no, after the same work. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const [salt = '', key = ''] = passwordHash?.split('.') ?? []
  const expected = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), BYTES, COST)
  return expected.length === BYTES && timingSafeEqual(given, expected)
}
