/** `npm run build`: everything that rollup.config.mjs writes, unless nothing that it is made of has changed since. */
import { spawnSync } from 'node:child_process'
import { markBuilt, wasBuilt } from './built.ts'

const usage = `npm run build              builds what we ship, unless it stands there as of these sources
npm run build -- --force   builds it in any case`

const args = process.argv.slice(2)
if (args.includes('--help')) console.log(usage)
else if (args.includes('--force') || !wasBuilt()) {
  const { status } = spawnSync('rollup', ['--config', 'rollup.config.mjs', '--silent'], {
    stdio: 'inherit',
    // npm is a script on Windows, and what it installs too.
    shell: process.platform === 'win32',
  })
  if (status === 0) markBuilt()
  process.exitCode = status ?? 1
}
