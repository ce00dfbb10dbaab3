import { text } from 'node:stream/consumers'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database.ts'
import { createUsers } from './people/users.ts'

// `npm run add-user -- anna@example.org`, with the password on standard input.
const [email = ''] = process.argv.slice(2)
try {
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new ConfigError('usage', 'add-user E-MAIL, the password on standard input')
  const { db, close } = await openDatabase(readConfig(process.env).databaseUrl)
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (password.length < 10) throw new ConfigError('password', 'has to have at least 10 characters')
  const user = await createUsers(db).create(email, password)
  await close()
  if (!user) throw new ConfigError(email, 'has an account already')
  console.log(`${email} can sign in`)
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
}
