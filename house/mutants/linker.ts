/** Runs TypeScript modules from their text, so that one of them can be another; what does not stand on it is kept. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { posix } from 'node:path'
import { Script } from 'node:vm'
import ts from 'typescript'

type Exports = Record<string, unknown>
type Start = (exports: Exports, require: (name: string) => unknown, module: object) => void

/** A file and the text that it shall have. */
export interface FileText {
  readonly path: string
  readonly text: string
}

/** Modules that are handed in, by the name that they are imported by. */
export type Given = Readonly<Record<string, object>>

/** The modules of the house, as seen from the working directory. */
export interface Linker {
  /** Runs modules, with one file of another text. The first time, nothing may be changed. */
  load(paths: readonly string[], given: Given, change?: FileText): void
}

/** Where names that are no paths lead. */
const named: Readonly<Record<string, string>> = {
  '#backend': 'lib/crypto/backend-node.ts',
  greengate: 'lib/index.ts',
  'greengate/issue': 'lib/issuing.ts',
  'greengate/rules': 'lib/ruling.ts',
}

const requireHere = createRequire(import.meta.url)

export const makeLinker = (): Linker => {
  const starts = new Map<string, Start>()
  const imports = new Map<string, Set<string>>()
  const kept = new Map<string, Exports>()

  /** The modules that stand on one of these, and these. */
  const standingOn = (...changed: readonly string[]): ReadonlySet<string> => {
    const found = new Set(changed)
    for (let size = 0; size < found.size;) {
      size = found.size
      for (const [path, names] of imports)
        if ([...names].some((name) => found.has(name))) found.add(path)
    }
    return found
  }

  const startOf = (path: string): Start => {
    const start = starts.get(path) ?? compile(path, readFileSync(path, 'utf8'))
    starts.set(path, start)
    return start
  }

  const load: Linker['load'] = (paths, given, change) => {
    const changed = change === undefined ? undefined : compile(change.path, change.text)
    // What is handed in is another every time.
    const stale = standingOn(...Object.keys(given), ...(change === undefined ? [] : [change.path]))
    const fresh = new Map<string, Exports>()
    const at = (path: string): Exports => {
      const there = fresh.get(path) ?? (stale.has(path) ? undefined : kept.get(path))
      if (there !== undefined) return there
      const exports: Exports = {}
      fresh.set(path, exports)
      const names = imports.get(path) ?? new Set()
      imports.set(path, names)
      const require = (name: string): unknown => {
        const target = name.startsWith('.') ? posix.join(path, '..', name) : (named[name] ?? name)
        names.add(target)
        const handed = given[target]
        if (handed !== undefined) return handed
        return target.endsWith('.ts') ? at(target) : requireHere(target)
      }
      const start = path === change?.path && changed !== undefined ? changed : startOf(path)
      start(exports, require, { exports })
      return exports
    }
    for (const path of paths) at(path)
    if (change !== undefined) return
    const lasting = standingOn(...Object.keys(given))
    for (const [path, exports] of fresh) if (!lasting.has(path)) kept.set(path, exports)
  }
  return { load }
}

/** As CommonJS, whose imports are asked for by name; circles of functions do well with it. */
const compile = (path: string, text: string): Start => {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2024,
      esModuleInterop: true,
    },
  })
  const wrapped = `(function (exports, require, module) {${outputText}\n})`
  return new Script(wrapped, { filename: path }).runInThisContext() as Start
}
