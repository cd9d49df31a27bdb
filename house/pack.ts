/** Packs packages as npm would publish them, and finds what they need. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  const { stdout } = await run('npm', ['pack', ...flags], { cwd: path })
  return (JSON.parse(stdout) as readonly [Packed])[0]
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
