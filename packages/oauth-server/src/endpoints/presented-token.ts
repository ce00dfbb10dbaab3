import { InvalidRequestError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'

/** @throws {InvalidRequestError} when `token` is missing, or anything was sent twice. */
export function readPresentedToken(parameters: Parameters): string {
  const [repeated] = parameters.repeated
  if (repeated !== undefined) throw new InvalidRequestError('A parameter was sent more than once', 'parameter_repeated')
  const token = parameters.get('token')
  if (token === undefined) throw new InvalidRequestError('token is missing', 'token_missing')
  return token
}
