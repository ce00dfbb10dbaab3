import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'
import { root } from './workspace.mjs'

/**
 * What a test takes into its bundle: our own code, and the libraries that come as hundreds of small files. Everything else
 * is imported from where it is installed.
 */
const BUNDLED = /^(?:@trek\/|typebox|drizzle-orm|jose|fast-check|pure-rand)/

/**
 * Bundles the tests of a workspace. Compiling and linking some 1,600 modules takes a test longer than testing: so that is
 * done once for all of them, and each starts in a fraction of the time.
 *
 * @param {string} workspace Its path in the repository.
 * @returns {Promise<{ test: string, bundle: string }[]>} Paths in the workspace.
 */
export async function bundleTests(workspace) {
  const directory = join(root, workspace)
  const tests = readdirSync(join(directory, 'test'), { recursive: true })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('test', path))
    .toSorted()
  const outdir = join(directory, '.tap/bundle')
  rmSync(outdir, { recursive: true, force: true })
  await esbuild.build({
    absWorkingDir: directory,
    entryPoints: tests,
    outbase: directory,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [leaveInstalled, keepPlaces]
  })
  return tests.map((test) => ({ test, bundle: join('.tap/bundle', test.replace(/\.ts$/, '.mjs')) }))
}

/** @type {Record<string, import('esbuild').Loader>} */
const LOADERS = { '.ts': 'ts', '.tsx': 'tsx' }

/** @type {import('esbuild').Plugin} */
const leaveInstalled = {
  name: 'leave-installed',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind === 'entry-point' || BUNDLED.test(path) ? undefined : { path, external: true }
    )
  }
}

/**
 * A module that looks for files beside it finds them: it is told its own place, not the bundle's.
 *
 * @type {import('esbuild').Plugin}
 */
const keepPlaces = {
  name: 'keep-places',
  setup(build) {
    build.onLoad({ filter: /\.[mc]?[jt]sx?$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8')
      return {
        contents: contents
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
        loader: LOADERS[extname(path)] ?? 'js'
      }
    })
  }
}
