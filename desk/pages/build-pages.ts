/** For tests in a browser: the pages as `npm run build` makes them. */
import { globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { rollup } from 'rollup'

const top = fileURLToPath(new URL('../../', import.meta.url))
const built = `${top}cli/dist/desk`

/** Builds them, unless what they are made of has not changed since; gives their folder. */
export async function buildPages(): Promise<string> {
  const sources = globSync(
    ['desk/{pages,shared}/**/*.{ts,css,html}', 'verifier-web/elements/*.ts', 'rollup.config.mjs'],
    { cwd: top },
  )
  const newest = Math.max(...sources.map((path) => statSync(top + path).mtimeMs))
  if ((statSync(`${built}/worker.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest)
    return built
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  const { options } = await loadConfigFile(`${top}rollup.config.mjs`, {})
  const ours = options.filter(({ output }) => output.some(({ dir }) => dir === 'cli/dist/desk'))
  for (const { output, ...input } of ours) {
    const bundle = await rollup(input)
    for (const one of output) await bundle.write({ ...one, dir: built })
    await bundle.close()
  }
  if (before === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = before
  return built
}
