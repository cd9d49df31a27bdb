/** Puts the Node that the lock pins first in the path of every script; npm 11 does it by itself, npm 10 drops the link with the packages of other platforms. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const { platform, arch, versions } = process
const link = join('node_modules', '.bin', 'node')
const pinned = join('..', `node-${platform}-${arch}`, 'bin', 'node')

if (platform !== 'win32' && !existsSync(link) && existsSync(join('node_modules', '.bin', pinned))) {
  mkdirSync(join('node_modules', '.bin'), { recursive: true })
  symlinkSync(pinned, link)
}
// Elsewhere no package brings it, and the sources need one that runs them as they are.
const isPinned = existsSync(link) || existsSync(`${link}.cmd`)
if (!isPinned && Number(versions.node.split('.')[0]) < 24) {
  console.error(
    `Greengate is built and tested by Node 24. The lock brings none for ${platform}-${arch}: install Node 24, and run npm ci again. (Here is ${versions.node}; \`npm ci --omit=optional\` leaves it out, too.)`,
  )
  process.exit(1)
}
