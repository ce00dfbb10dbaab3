import { InvalidRequestError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import { parseScope } from '../scope.ts'
import type { AuthorizationRequest, Prompt } from '../store/index.ts'

const PROMPTS = new Set<string>(['none', 'login', 'consent', 'select_account'] satisfies Prompt[])

/**
 * What the client wants shown to the person, and how recently they have to have signed in (OpenID Connect Core section
 * 3.1.2.1). Prompts nobody here knows mean nothing.
 */
export function readPrompting(
  parameters: Parameters
): Pick<AuthorizationRequest, 'prompt' | 'maxAgeSeconds' | 'loginHint' | 'uiLocales'> {
  const prompt = parseScope(parameters.get('prompt') ?? '').filter((name): name is Prompt => PROMPTS.has(name))
  if (prompt.includes('none') && prompt.length > 1)
    throw new InvalidRequestError('prompt=none excludes every other prompt', 'prompt_contradiction')
  const maxAge = parameters.get('max_age')
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge))
    throw new InvalidRequestError('max_age must be whole seconds', 'max_age_malformed')
  const loginHint = shownText(parameters.get('login_hint'))
  const uiLocales = shownText(parameters.get('ui_locales'))
  return {
    ...(prompt.length > 0 && { prompt }),
    ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
    ...(loginHint !== undefined && { loginHint }),
    ...(uiLocales !== undefined && { uiLocales })
  }
}

/** Goes on to the host's login page; what is no plain short text is left out. */
function shownText(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 320 && !/\p{Cc}/u.test(text) ? text : undefined
}
