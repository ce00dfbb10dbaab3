import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane. The library works off the event loop. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const MIN_PASSWORD_LENGTH = 10

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

export interface PasswordCheck {
  /** Whether the password is right. Without a hash the answer is no, after the same work. */
  matches(password: string, passwordHash: string | undefined): Promise<boolean>
}

export async function createPasswordCheck(): Promise<PasswordCheck> {
  const nobodys = await hashPassword('nobody has this password')
  return {
    async matches(password, passwordHash) {
      const isRight = await verify(passwordHash ?? nobodys, password)
      return isRight && passwordHash !== undefined
    }
  }
}
