/** What we are measured against: packages of this room's own lock, fetched the first time that a benchmark needs them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
// They have no types that our compiler could count on: where they are not installed, it must still run.
const load = createRequire(import.meta.url)

/** Whether all are here in the version of the lock, which may be newer than what was installed once. */
const areInstalled = (): boolean => {
  const { dependencies } = load('./package.json') as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  return Object.entries(dependencies).every(
    ([name, version]) =>
      existsSync(`${folder}node_modules/${name}/package.json`) && versionOf(name) === version,
  )
}

/** Installs the peers where they are not. */
export const installPeers = (): void => {
  if (areInstalled()) return
  console.log('installing what we are measured against: npm ci in bench/')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm is a script on Windows, and only a shell finds it there.
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('npm ci in bench/ failed')
}

/** A peer's exports. */
export const peer = (name: string): unknown => load(name)

/** A peer's version, as it is installed. */
export const versionOf = (name: string): string =>
  (load(`./node_modules/${name}/package.json`) as { readonly version: string }).version
