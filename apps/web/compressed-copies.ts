import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Puts a compressed copy of every script, style and data file beside it, so that the server compresses nothing while it serves. */
export function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    // What has been written, not what is about to be: Vite still changes scripts after the other hooks.
    async writeBundle({ dir = '' }, bundle) {
      const paths = Object.keys(bundle).filter((fileName) => /^assets\/.*\.(js|css|json)$/.test(fileName))
      await Promise.all(paths.map((fileName) => compress(join(dir, fileName))))
    }
  }
}

async function compress(path: string): Promise<void> {
  const source = await readFile(path)
  await writeFile(`${path}.br`, await promisify(brotliCompress)(source))
  await writeFile(`${path}.gz`, await promisify(gzip)(source, { level: 9 }))
}
