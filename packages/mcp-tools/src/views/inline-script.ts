import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'

/** What the compiler makes of `browser/`; there also when this file is run as it is, by tests. */
const COMPILED = new URL('../../dist/views/browser/', import.meta.url)

const IMPORT = /^import [^'"]*from ['"]\.\/([\w-]+)(?:\.[jt]s)['"];?\n/gm
const EXPORT = /^export (?=(?:async )?(?:function|const|class) )/gm
/** Modules that say more than these two patterns know, and text that would end the element around them. */
const LEFT_OVER = /^\s*(?:import|export)\b|<\/script|<!--/im

/**
 * A module of `browser/` and what it imports, as one script: a view may load nothing. The modules come to share one scope,
 * so their top-level names have to differ.
 *
 * @param folder Where the modules are. Default: those of `browser/`.
 * @throws {Error} for a module that is not compiled. @throws {TypeError} for one that cannot be inlined.
 * @throws {SyntaxError} for two that share a name.
 */
export function inlineScript(entry: string, folder = COMPILED): string {
  const seen = new Set<string>()
  const collect = (name: string): string => {
    if (seen.has(name)) return ''
    seen.add(name)
    const source = readFileSync(new URL(`${name}.js`, folder), 'utf8')
    const imported = [...source.matchAll(IMPORT)].map(([, path = '']) => collect(path))
    return [...imported, source.replace(IMPORT, '').replace(EXPORT, '')].join('')
  }
  const script = collect(entry)
  if (LEFT_OVER.test(script)) throw new TypeError(`the view script "${entry}" cannot be inlined`)
  // Compiled, not run: in a block, as in a module, nothing is declared twice.
  void new Script(`'use strict';{${script}}`)
  return script
}
