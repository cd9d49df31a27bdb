/** The recipe that keeps an engine: what decides in a release, in one file without imports, pinned by its digest. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Plugin } from 'esbuild'

/** Where they are kept, by the tag of their release. */
export const enginesFolder = 'test-vectors/engines'

/** Decisions, the typed engine and the one for country rules: all that rule versions are run by. */
const entry = `
export { acceptBundle, allFormats, countryRules, pinRoot, verify } from './lib/portable.ts'
export { compileCountryRules, compileRuleSet, engineVersion, evaluate, judgeCountry, makeFactBase, parseFactTypes } from './lib/ruling.ts'
`

/** As in the portable build: certificates are no part of an engine. */
const withoutCertificates: Plugin = {
  name: 'without-certificates',
  setup(bundle) {
    bundle.onResolve({ filter: /x509\/x509\.ts$/ }, ({ path }) => ({ path, namespace: 'absent' }))
    bundle.onLoad({ filter: /./, namespace: 'absent' }, () => ({
      contents: `throw new Error('no reader')`,
    }))
  },
}

/** Builds what is kept. */
async function buildEngine(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['source', 'portable'],
    legalComments: 'inline',
    plugins: [withoutCertificates],
    logLevel: 'silent',
  })
  return (outputFiles[0] as { readonly contents: Uint8Array }).contents
}

/** Keeps the engine of a tag; what is kept is never written again, but before the tag is made, with --again. */
async function keep(tag: string | undefined, isAgain: boolean): Promise<void> {
  if (tag === undefined || !/^\d+\.\d+\.\d+$/.test(tag)) {
    throw new Error('name the tag that is about to be made, such as 1.0.0')
  }
  const folder = `${enginesFolder}/${tag}`
  if (existsSync(folder) && !isAgain) throw new Error(`${folder}: is kept already`)
  const bytes = await buildEngine()
  const { engineVersion } = (await import(
    `data:text/javascript;base64,${Buffer.from(bytes).toString('base64')}`
  )) as { readonly engineVersion: number }
  const sha256 = createHash('sha256').update(bytes).digest('base64url')
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/engine.js.br`, packed)
  const said = { tag, engine: engineVersion, sha256, bytes: bytes.length }
  writeFileSync(`${folder}/engine.json`, `${JSON.stringify(said, null, 2)}\n`)
  process.stdout.write(`${folder}: engine ${String(engineVersion)}, ${packed.length} bytes\n`)
}

if (import.meta.filename === process.argv[1]) {
  const [tag, again] = process.argv.slice(2)
  await keep(tag, again === '--again')
}
