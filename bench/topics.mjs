/**
 * What is compared with what, and how good is good enough.
 *
 * The floor of a topic is the least that its request can cost: Fastify, and the one statement that makes it durable.
 *
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} title What it is, for a reader.
 * @property {string} module Below `subjects/`; exports `start`.
 * @property {string} [package] The npm package whose version is reported.
 *
 * @typedef {object} Goal
 * @property {string} of A subject's name.
 * @property {string} to The subject it is divided by.
 * @property {number} atLeast
 *
 * @typedef {object} Topic
 * @property {string} name
 * @property {string} title
 * @property {Subject[]} subjects The floor first.
 * @property {Goal[]} goals
 */

const trek = { name: 'trek', title: '`@trek/oauth-server` on `@trek/token-store`' }
const oidcProvider = { name: 'oidc-provider', title: '`oidc-provider`', package: 'oidc-provider' }
const betterAuth = {
  name: 'better-auth',
  title: '`better-auth` with `@better-auth/oauth-provider`',
  package: 'better-auth'
}

/** @type {Topic[]} */
export const topics = [
  {
    name: 'client-credentials',
    title: 'A machine client asks for a token',
    subjects: [
      { name: 'floor-insert', title: 'floor: Fastify and one INSERT', module: 'floor-insert.mjs' },
      { ...trek, module: 'trek/client-credentials.mjs' },
      { ...oidcProvider, module: 'oidc-provider/client-credentials.mjs' },
      { ...betterAuth, module: 'better-auth/client-credentials.mjs' }
    ],
    goals: [
      { of: 'trek', to: 'floor-insert', atLeast: 0.7 },
      { of: 'trek', to: 'oidc-provider', atLeast: 1.4 }
    ]
  },
  {
    name: 'refresh',
    title: 'A refresh token is rotated',
    subjects: [
      { name: 'floor-update', title: 'floor: Fastify and one UPDATE', module: 'floor-update.mjs' },
      { ...trek, module: 'trek/refresh.mjs' },
      { ...oidcProvider, module: 'oidc-provider/refresh.mjs' },
      { ...betterAuth, module: 'better-auth/refresh.mjs' }
    ],
    goals: [
      { of: 'trek', to: 'floor-update', atLeast: 0.55 },
      { of: 'trek', to: 'oidc-provider', atLeast: 3.9 }
    ]
  }
]
