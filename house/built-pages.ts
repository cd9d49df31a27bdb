/** For tests in a browser: the pages as `npm run build` makes them, built anew only where that build is not of these sources. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { wasBuilt } from './built.ts'

const top = join(import.meta.dirname, '..')

/**
 * The folder of a page, built.
 *
 * @param folder - One of the folders that rollup.config.mjs writes pages into: `verifier-web/dist`.
 */
export async function builtPages(folder: string): Promise<string> {
  const path = join(top, folder)
  if (wasBuilt()) return path
  const before = process.env['NODE_ENV']
  // As `npm run build` finds it; a test runner's own value would choose the packages' development builds.
  process.env['NODE_ENV'] = 'production'
  try {
    const { options } = await loadConfigFile(join(top, 'rollup.config.mjs'), {})
    const ours = options.filter(({ output }) => output.some(({ dir }) => dir === folder))
    if (ours.length === 0) throw new Error(`the build does not know ${folder}`)
    for (const { output, ...input } of ours) {
      const bundle = await rollup(input)
      for (const one of output) await bundle.write({ ...one, dir: path })
      await bundle.close()
    }
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
  return path
}

/** A copy of it in a folder of one's own, to put things into and take things away. */
export async function copyPages(folder: string, into: string): Promise<void> {
  await cp(await builtPages(folder), into, { recursive: true })
}
