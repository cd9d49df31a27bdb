/** How big the things are that embedders and phones load: gzip budgets, and strings that must not have leaked in. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

/** What a bundler makes for a browser of one import, minified; what old browsers fetch in addition is a part of its own. */
const bundled = async (code: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['idb', '*/chunk-ed25519.js'],
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

/** Strings of the paths that a verifier has no use for: naming them says what leaked, where a number only says that something did. */
const ofIssuing = ['generateKey', 'exportKey', 'ERR_CLAIMS_MALFORMED', 'ERR_CLAIMS_REFUSED']
/** As a word of its own: an `ArrayBuffer` is no `Buffer`. */
const speaksOf = (word: string, text: string): boolean =>
  new RegExp(`(?<![A-Za-z])${word}`).test(text)
const ofNode = ['node:', 'Buffer', 'createHash']

test.each([
  ['verify', `export { verify } from 'greengate'`, 15_000, [...ofIssuing, ...ofNode, 'GGRCPT2']],
  ['issue', `export { issue } from 'greengate/issue'`, 15_000, ofNode],
  // It makes keys: of what is forbidden elsewhere it has that, and nothing that issues.
  [
    'holder',
    `export * from 'greengate/holder'`,
    15_000,
    [...ofNode, 'ERR_CLAIMS_REFUSED', 'GGRCPT2'],
  ],
  [
    'compileRuleSet',
    `export { compileRuleSet } from 'greengate/rules'`,
    10_000,
    [...ofIssuing, ...ofNode, 'subtle'],
  ],
  // With all that accepts a bundle, and without idb, which a bundler loads when a store is opened.
  ['update', `export * from 'greengate/update'`, 38_000, [...ofIssuing, ...ofNode]],
])(
  'an import of %s keeps its budget, and nothing leaks into it',
  async (name, code, budget, forbidden) => {
    const text = await bundled(code)
    const bytes = gzipSync(text, { level: 9 }).length
    console.log(`size: import { ${name} } is ${kB(bytes)} of gzip, of ${kB(budget)}`)
    expect(forbidden.filter((word) => speaksOf(word, text))).toEqual([])
    expect(text.length).toBeGreaterThan(1_000)
    expect(bytes).toBeLessThanOrEqual(budget)
  },
)

/** Of one import in parts, as a bundler that splits makes them: what is loaded at once, and what only when it is called for. */
const inParts = async (code: string): Promise<{ atOnce: string[]; later: string[] }> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    splitting: true,
    metafile: true,
    outdir: 'parts',
    external: ['idb'],
    logLevel: 'silent',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [relative('', path), text]))
  const outputs = Object.entries(metafile.outputs)
  const atOnce = new Set(
    outputs.filter(([, { entryPoint }]) => entryPoint === '<stdin>').map(([path]) => path),
  )
  for (const path of atOnce) {
    for (const { path: next, kind } of metafile.outputs[path]!.imports) {
      if (kind === 'import-statement') atOnce.add(next)
    }
  }
  const textsOf = (isAtOnce: boolean): string[] =>
    outputs.filter(([path]) => atOnce.has(path) === isAtOnce).map(([path]) => texts.get(path)!)
  return { atOnce: textsOf(true), later: textsOf(false) }
}

const gzipped = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)

test.each([
  ['verify, hcert', 25_000],
  ['verify, allFormats', 45_000],
])('an import of %s keeps its budget without the reader of certificates', async (names, budget) => {
  const { atOnce, later } = await inParts(`export { ${names} } from 'greengate'`)
  console.log(
    `size: import { ${names} } is ${kB(gzipped(atOnce))} of gzip, of ${kB(budget)}; ` +
      `${kB(gzipped(later))} more where certificates are read`,
  )
  const text = atOnce.join('')
  expect([...ofIssuing, ...ofNode, 'GGRCPT2'].filter((word) => speaksOf(word, text))).toEqual([])
  expect(text.length).toBeGreaterThan(1_000)
  expect(gzipped(atOnce)).toBeLessThanOrEqual(budget)
})

test('the elements keep their budget, without the lit and the library that their page has anyway', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['lib/dist/element.js'],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    splitting: true,
    metafile: true,
    outdir: 'parts',
    external: ['lit', 'lit/*', 'greengate'],
    logLevel: 'silent',
  })
  const [entry] = Object.values(metafile.outputs).filter(({ entryPoint }) =>
    entryPoint?.endsWith('/element.js'),
  )
  const named = (entry?.imports ?? []).map(({ path }) => path)
  const isAtOnce = (path: string): boolean =>
    path.endsWith('element.js') || named.includes(relative('', path))
  const atOnce = gzipped(outputFiles.filter(({ path }) => isAtOnce(path)).map(({ text }) => text))
  const all = gzipped(outputFiles.map(({ text }) => text))
  console.log(
    `size: greengate/element is ${kB(atOnce)} of gzip, and ${kB(all - atOnce)} when opened`,
  )
  expect(atOnce).toBeGreaterThan(1_000)
  expect(atOnce).toBeLessThanOrEqual(16_000)
  expect(all - atOnce).toBeLessThanOrEqual(12_000)
})

test('a string that issuing needs is found in what can issue', async () => {
  const text = await bundled(`export * from 'greengate/issue'`)
  expect(ofIssuing.filter((word) => !text.includes(word))).toEqual([])
})

// The page loads at most 60 kB of script before the decoder, English words with it: verifier-web/page-access.e2e.test.ts counts what a browser loads.
// Measured: 59.8, of which Lit with its localisation is 7, the store and the update 8, elements and page 9, English words 1.1, and the rest what accepts a bundle.
// What decides, and shows the answer, comes beside the decoder, whose wasm alone is sixteen times as large. The budgets are those figures and some air.
test.each([
  ['the web page', 'verifier-web/dist/{index.html,page.css,main.js}', 60_000],
  // The explanation comes when it is asked for.
  [
    'what decides and explains in it',
    'verifier-web/dist/chunk-{decide-codes,outcome-words,decision-more,greengate-explanation,explain-answer}.js',
    37_000,
  ],
  // What reads other people's codes, but for certificates, which few of them need.
  [
    'its other formats',
    'verifier-web/dist/chunk-{other-formats,authorities,revocation-list}.js',
    36_000,
  ],
  ['what keeps it', 'verifier-web/dist/{service-worker,chunk-keep-offline}.js', 13_000],
  ['its decoder', 'verifier-web/dist/decoder-worker.js', 16_000],
  // Shows live codes and asks rules ahead: the library whole, and what keeps its bundle. A phone loads it once.
  ['the holder’s page', 'verifier-web/dist/{holder.html,holder.js}', 93_000],
  // What a station's page must have before it can say anything; it comes over loopback. 24 kB while it had a camera alone; cards, halves,
  // groups, passages, states of the lane, advice and sizes in millimetres, each in two languages, are the rest.
  [
    'the screen of the kiosk',
    'kiosk/screen/dist/{index.html,screen.css,main.js,chunk-[!o]*.js}',
    38_000,
  ],
  // Fetched when it is opened: the panel of staff, its charts and its maker of QR codes, and the voice.
  ['the staff panel and the voice', 'kiosk/screen/dist/chunk-open-*.js', 25_000],
])('%s keeps its budget', (name, files, budget) => {
  const found = globSync(files)
  const bytes = found.reduce(
    (sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length,
    0,
  )
  console.log(`size: ${name} is ${kB(bytes)} of gzip, of ${kB(budget)}`)
  expect(found.length).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(budget)
})

// One file that brings everything along but the reader of certificates, which is as large again.
test('the portable build keeps its budget', () => {
  const text = readFileSync('lib/dist/portable.cjs')
  const bytes = gzipSync(text, { level: 9 }).length
  console.log(`size: the portable build is ${kB(text.length)}, ${kB(bytes)} of gzip`)
  expect(text.length).toBeLessThanOrEqual(360_000)
  expect(bytes).toBeLessThanOrEqual(125_000)
})

test.each(['verifier-web/dist', 'kiosk/screen/dist'])(
  'the reader in %s keeps its budget',
  (folder) => {
    const bytes = statSync(`${folder}/zxing_reader.wasm`).size
    console.log(`size: the reader in ${folder} is ${kB(bytes)}, of ${kB(1_500_000)}`)
    expect(bytes).toBeLessThanOrEqual(1_500_000)
  },
)
