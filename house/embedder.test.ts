/** The library as an embedder gets it: packed, installed in an empty folder without a network, and used from there. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { build as buildWithVite } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pack, packagesBelow, type Packed } from './pack.ts'
import { readVerifyCases, type VerifyCase } from './verify-vectors.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'greengate-embedder-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

let packed: Packed
/** Whatever else is installed with it. */
const needed = [...new Set(packagesBelow('lib'))]

beforeAll(async () => {
  packed = await pack('lib', folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  // What it depends on is packed from what is installed here: there is no network, and npm asks for none.
  const others = await Promise.all(needed.map((path) => pack(path, folder)))
  const tarballs = [packed, ...others].map(({ filename }) => join(folder, filename))
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', ...tarballs], {
    cwd: folder,
  })
})

/** What an embedder writes: the entries as the README names them, and nothing of ours beside. */
const script = `
import { readFile } from 'node:fs/promises'
import { acceptBundle, allFormats, pinRoot, verify } from 'greengate'
import { issue } from 'greengate/issue'
import { compileRuleSet } from 'greengate/rules'
import { indexedDbStore, memoryStore, openBundle } from 'greengate/update'
const [folder, root, bundleName, text, now, context] = process.argv.slice(2)
const read = async (name) => new Uint8Array(await readFile(folder + '/' + name))
const at = new Date(now)
const bundle = await acceptBundle(
  await pinRoot(await read(root), { worlds: ['test'] }),
  await read(bundleName),
  at,
)
const { outcome } = await verify(text, {
  bundle,
  now: at,
  context: JSON.parse(context),
  formats: allFormats,
})
const kept = await openBundle({ root: await read(root), store: memoryStore(), worlds: ['test'] })
await kept.takeFile(await read(bundleName), at)
const isSame = kept.bundle.digest === bundle.digest
const entries = typeof issue + typeof compileRuleSet + typeof indexedDbStore
console.log(JSON.stringify({ node: process.version, outcome, entries, isSame }))
`

const passing = (bundle?: string): VerifyCase => {
  const found = readVerifyCases().find(
    ({ outcome, text, given, now }) =>
      outcome === 'pass' &&
      text !== undefined &&
      given.bundle !== null &&
      now > given.acceptedAt &&
      given.bundle === (bundle ?? given.bundle),
  )
  if (found === undefined) throw new Error('the vectors hold no case that passes')
  return found
}

const runWith = async (node: string, file: string, bundle?: string): Promise<unknown> => {
  const { text = '', now, context, given } = passing(bundle)
  const { stdout } = await run(
    node,
    [
      file,
      resolve('test-vectors/bundle'),
      String(given.root),
      String(given.bundle),
      text,
      now,
      JSON.stringify(context),
    ],
    { cwd: folder },
  )
  return JSON.parse(stdout)
}

/** The Node of the machine itself: the first on the path that npm did not put there. */
const ownNode = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => !part.includes('node_modules'))
    .map((part) => join(part, process.platform === 'win32' ? 'node.exe' : 'node'))
    .find((path) => existsSync(path))

test('what is packed is the build, a README and the licence', () => {
  const paths = packed.files.map(({ path }) => path)
  const expected =
    /^(dist\/[a-z0-9-]+(\.d\.ts|\.c?js)|schema\/[a-z0-9-]+\.schema\.json|dist\/custom-elements\.json|dist\/LICENSES\.txt|dist\/element\/(decoder-(worker|fallback)\.js|zxing_reader\.wasm|LICENSES\.txt))$/
  expect(paths.filter((path) => !expected.test(path)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ])
  expect(readFileSync('lib/LICENSE', 'utf8')).toBe(readFileSync('LICENSE', 'utf8'))
})

test('every file that the manifest promises to an embedder was packed', () => {
  const { exports, imports } = JSON.parse(
    readFileSync(join(folder, 'node_modules/greengate/package.json'), 'utf8'),
  ) as Record<string, unknown>
  const promised: string[] = []
  const gather = (node: unknown): void => {
    if (typeof node === 'string') promised.push(node)
    else
      for (const [condition, inner] of Object.entries(node as Record<string, unknown>))
        // Ours alone: no embedder sets it.
        if (condition !== 'source') gather(inner)
  }
  gather(exports)
  gather(imports)
  expect(promised.length).toBeGreaterThanOrEqual(8)
  expect(
    promised.filter(
      // A pattern promises what is in its folder.
      (path) => !existsSync(join(folder, 'node_modules/greengate', path.replace('*', ''))),
    ),
  ).toEqual([])
})

test('neither publint nor attw finds anything in what is packed', async () => {
  const { filename, files } = await pack('cli', folder)
  // What `greengate conformance` shows to gates comes along.
  expect(files.map(({ path }) => path)).toContain('dist/conformance-vectors.json.br')
  const check = async (name: string): Promise<unknown> => {
    // Without the condition of our sources: what an embedder's tools see.
    const args = ['house/check-tarball.ts', join(folder, name)]
    const env = { ...process.env, NODE_OPTIONS: '' }
    return JSON.parse((await run(process.execPath, args, { env })).stdout)
  }
  const { exports } = JSON.parse(readFileSync('lib/package.json', 'utf8')) as { exports: object }
  expect(await check(packed.filename)).toEqual({
    ...{ publint: [], attw: [], entries: Object.keys(exports) },
  })
  // The command is a program: it has nothing to import.
  expect(await check(filename)).toMatchObject({ publint: [] })
})

test('nothing is installed with it but readers of certificates and sealed keys, and check characters', async () => {
  const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder })
  const installed = stdout
    .split('\n')
    .flatMap((line) => /node_modules[/\\](.+)$/.exec(line)?.[1]?.replaceAll('\\', '/') ?? [])
  const names = needed.map((path) => path.replaceAll('\\', '/').split('node_modules/').at(-1) ?? '')
  expect(installed.toSorted()).toEqual([...names, 'greengate'].toSorted())
  expect(names.filter((name) => !name.includes('/')).toSorted()).toEqual([
    ...['asn1js', 'bytestreamjs', 'cdigit', 'commander', 'jose', 'pkijs'],
  ])
})

test('it verifies in the Node that it was built with', async () => {
  writeFileSync(join(folder, 'use.js'), script)
  expect(await runWith(process.execPath, 'use.js')).toEqual({
    node: process.version,
    outcome: 'pass',
    entries: 'functionfunctionfunction',
    isSame: true,
  })
})

test('it reads certificates, which it loads for them alone', async () => {
  writeFileSync(join(folder, 'use.js'), script)
  const answer = await runWith(process.execPath, 'use.js', 'vds-nc.ggb')
  expect(answer).toMatchObject({ outcome: 'pass', isSame: true })
  const core = readFileSync(join(folder, 'node_modules/greengate/dist/index.js'), 'utf8')
  expect(core).not.toMatch(/from ['"](?:pkijs|asn1js)['"]/)
})

test('it verifies in the Node of the machine, whichever from 20 on that is', async (context) => {
  const node = ownNode()
  if (node === undefined) return context.skip('this machine has no Node of its own')
  writeFileSync(join(folder, 'use.js'), script)
  const answer = await runWith(node, 'use.js')
  expect(answer).toMatchObject({ outcome: 'pass', isSame: true })
})

test('a bundler for browsers takes the Web backend, and the bundle verifies', async () => {
  writeFileSync(join(folder, 'use.js'), script)
  const outfile = join(folder, 'bundled.mjs')
  await build({
    entryPoints: [join(folder, 'use.js')],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'browser',
    external: ['node:fs/promises'],
  })
  const text = readFileSync(outfile, 'utf8')
  expect(text).toContain('subtle().verify(')
  expect(text).not.toContain('node:crypto')
  expect(await runWith(process.execPath, 'bundled.mjs')).toMatchObject({
    outcome: 'pass',
    isSame: true,
  })
})

test('Vite builds what uses it, and that verifies', async () => {
  writeFileSync(join(folder, 'use.js'), script)
  await buildWithVite({
    ...{ root: folder, configFile: false, logLevel: 'silent' },
    build: {
      lib: { entry: 'use.js', formats: ['es'], fileName: 'built' },
      outDir: 'built',
      // Loaded when a store is opened in a browser: an optional peer.
      rolldownOptions: { external: ['node:fs/promises', 'idb'] },
    },
  })
  const texts = readdirSync(join(folder, 'built')).map((name) =>
    readFileSync(join(folder, 'built', name), 'utf8'),
  )
  const text = texts.join('')
  expect(text).toContain('crypto.subtle')
  expect(text).not.toContain('node:crypto')
  expect(await runWith(process.execPath, 'built/built.js')).toMatchObject({
    outcome: 'pass',
    isSame: true,
  })
})

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('its types are found by a strict consumer (%s, %s)', async (module, moduleResolution) => {
  writeFileSync(
    join(folder, 'use.ts'),
    `import { acceptBundle, pinRoot, verify, GreengateError, type Decision } from 'greengate'
import { issue, type Claims, type Signer } from 'greengate/issue'
import { compileRuleSet } from 'greengate/rules'
import { livePresentation, type HolderKey } from 'greengate/holder'
import { verify as verifyAnywhere } from 'greengate/portable'
import { fileStore, httpSource, openBundle, type OpenBundle, type Refreshed } from 'greengate/update'
export const keep = (root: Uint8Array, folder: string): Promise<OpenBundle> =>
  openBundle({ root, store: fileStore(folder), source: httpSource('https://rules.example/') })
export const codeOf = (refreshed: Refreshed): string | undefined =>
  refreshed.state === 'refused' || refreshed.state === 'unreachable' ? refreshed.code : undefined
export const decide = async (text: string, root: Uint8Array, bytes: Uint8Array, now: Date): Promise<Decision> =>
  verify(text, { bundle: await acceptBundle(await pinRoot(root), bytes, now), now, context: {} })
export const opens = (decision: Decision): boolean => {
  switch (decision.outcome) {
    case 'pass': return true
    case 'check': case 'stop': case 'invalid': case 'unreadable': return decision.reasons[0].code === 'expired' && false
  }
}
export const make = (claims: Claims, signer: Signer): Promise<string> => issue(claims, { signer, cti: new Uint8Array(8) })
export const refused = (error: unknown): boolean => error instanceof GreengateError && error.code === 'ERR_BUNDLE_ROLLBACK'
// @ts-expect-error An outcome that there is not.
export const never = (decision: Decision): boolean => decision.outcome === 'accept'
export const show = (text: string, key: HolderKey): Promise<string> => livePresentation(text, key, new Date())
export { compileRuleSet, verifyAnywhere }
`,
  )
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    'false',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom',
  ]
  await expect(
    run(
      process.execPath,
      [tsc, ...flags, '--module', module, '--moduleResolution', moduleResolution, 'use.ts'],
      {
        cwd: folder,
      },
    ),
  ).resolves.toMatchObject({ stdout: '' })
})
