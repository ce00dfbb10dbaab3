import {
  InvalidRequestError,
  RequestNotSupportedError,
  RequestUriNotSupportedError,
  UnsupportedResponseTypeError
} from '../errors.ts'
import type { Parameters } from '../parameters.ts'

/** Only the code flow, answered in the query (OAuth 2.1 section 4.1.1); no request objects (OIDC Core section 6). */
export function checkResponseType(parameters: Parameters): void {
  if (parameters.get('request') !== undefined) {
    throw new RequestNotSupportedError('Request objects are not supported', 'request_object')
  }
  if (parameters.get('request_uri') !== undefined) {
    throw new RequestUriNotSupportedError('request_uri is not supported', 'request_uri')
  }
  const responseType = parameters.get('response_type')
  if (responseType === undefined) throw new InvalidRequestError('response_type is required', 'response_type_missing')
  if (responseType !== 'code') {
    throw new UnsupportedResponseTypeError('response_type must be code', 'response_type')
  }
  if ((parameters.get('response_mode') ?? 'query') !== 'query') {
    throw new InvalidRequestError('response_mode must be query', 'response_mode')
  }
}
