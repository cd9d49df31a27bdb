/** Builds the screen as it ships, into a folder of its own, so that a walk never tries yesterday's build. */
import { join } from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'

const root = join(import.meta.dirname, '../..')

/** Builds what the build's own configuration says about `kiosk/screen/dist` into another folder. */
export async function buildScreen(folder: string): Promise<void> {
  // As `npm run build` finds it; a test runner's own value would choose the packages' development builds.
  process.env['NODE_ENV'] = 'production'
  const { options } = await loadConfigFile(join(root, 'rollup.config.mjs'), {})
  const ours = options.filter(({ output }) => output.some(({ dir }) => dir === 'kiosk/screen/dist'))
  if (ours.length === 0) throw new Error('the build does not know the screen')
  for (const { output, ...input } of ours) {
    const bundle = await rollup(input)
    for (const one of output) await bundle.write({ ...one, dir: folder })
    await bundle.close()
  }
}
