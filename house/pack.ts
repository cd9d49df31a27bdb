/** Packs packages as npm would publish them, and finds what they need. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A packed package. */
export interface Packed {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** Packs the package of a folder into another folder. */
export async function pack(path: string, folder: string): Promise<Packed> {
  const flags = ['--json', '--ignore-scripts', '--pack-destination', folder]
  const { stdout } = await run('npm', ['pack', ...flags], { cwd: withoutPrepare(path, folder) })
  return (JSON.parse(stdout) as readonly [Packed])[0]
}

/** Where npm 10 finds nothing to run: it runs what prepares another's package although no script is wanted. */
function withoutPrepare(path: string, folder: string): string {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>
  }
  if (manifest.scripts?.['prepare'] === undefined) return path
  const copy = mkdtempSync(join(folder, `${basename(path)}-`))
  cpSync(path, copy, { recursive: true, filter: (from) => basename(from) !== 'node_modules' })
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, scripts: {} }))
  return copy
}

/** Where the packages lie that it names, and those that they name: within it where npm put them there. */
export function packagesBelow(folder: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return Object.keys(dependencies).flatMap((name) => {
    const own = join(folder, 'node_modules', name)
    const path = existsSync(own) ? own : join('node_modules', name)
    return [path, ...packagesBelow(path)]
  })
}
