import { readFile } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import t from 'tap'

interface Chunk {
  file: string
  imports?: string[]
}

const dist = new URL('../dist/', import.meta.url)
const LIMIT = 180_000

t.test('the first load of a page ships little JavaScript', async (t) => {
  const manifest = await readManifest()
  const scriptsOf = (name: string): string[] => {
    const { file, imports = [] } = manifest[name] ?? { file: `${name} is not built` }
    return [file, ...imports.flatMap(scriptsOf)]
  }
  for (const page of [
    'src/pages/settings/mcp/page.tsx',
    'src/pages/trips.tsx',
    'src/pages/login.tsx',
    'src/pages/shared/trip/page.tsx'
  ]) {
    const files = new Set([...scriptsOf('index.html'), ...scriptsOf(page)])
    const sizes = await Promise.all(
      [...files].map(async (file) => gzipSync(await readFile(new URL(file, dist))).length)
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    t.ok(total <= LIMIT, `${page}: ${total} bytes`)
  }
})

t.test('what is served compressed is what is served otherwise', async (t) => {
  const manifest = await readManifest()
  for (const { file } of Object.values(manifest)) {
    const [plain, gz, br] = await Promise.all(['', '.gz', '.br'].map((copy) => readFile(new URL(file + copy, dist))))
    t.ok(plain && gz && br && gunzipSync(gz).equals(plain) && brotliDecompressSync(br).equals(plain), file)
  }
})

async function readManifest(): Promise<Record<string, Chunk>> {
  return JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>
}
