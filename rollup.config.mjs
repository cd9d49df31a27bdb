/** What we ship, one line each. `npm run build` is silent when all is well; any warning is a failure. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import { dts } from 'rollup-plugin-dts'
import esbuild, { minify } from 'rollup-plugin-esbuild'
import sharp from 'sharp'
import { elementsManifest } from './house/elements-manifest.mjs'
import { forOlderEngines } from './house/older-engines.mjs'

// Lit has a development build, chosen by this; what we ship is the other one, whoever builds it.
process.env.NODE_ENV = 'production'

const wasm = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
const libEntries = {
  index: 'lib/index.ts',
  issue: 'lib/issuing.ts',
  rules: 'lib/ruling.ts',
  holder: 'lib/holding.ts',
  update: 'lib/updating.ts',
}
const libPlatforms = {
  'backend-node': 'lib/crypto/backend-node.ts',
  'backend-web': 'lib/crypto/backend-web.ts',
  'files-node': 'lib/update/files-node.ts',
  'files-web': 'lib/update/files-web.ts',
}

/** Everything that is not a path of ours: Node's modules, packages, and the backend that the consumer's conditions choose. */
const bare = (id) => !id.startsWith('.') && !isAbsolute(id)
const js = (minify, define = {}) => esbuild({ target: 'es2022', minify, sourceMap: false, define })
/** A browser has no process; what asks it for its environment gets the answer of what we ship. */
const inBrowser = { 'process.env.NODE_ENV': '"production"' }
const browser = nodeResolve({ browser: true, exportConditions: ['source'] })

/** Puts files beside a bundle, as they are. */
const beside = (...paths) => ({
  name: 'beside',
  buildStart() {
    for (const path of paths) this.addWatchFile(path)
  },
  generateBundle() {
    for (const path of paths)
      this.emitFile({ type: 'asset', fileName: basename(path), source: readFileSync(path) })
  },
})

/** What is CommonJS, and what of it is taken: bundled by itself, it is a module like others. */
const ofCommonJs = {
  qrcode: `export { create } from 'qrcode/lib/core/qrcode.js'`,
  tweetnacl: `export { default } from 'tweetnacl'`,
}
const isCommonJs = (id) => Object.hasOwn(ofCommonJs, id)
const commonJs = {
  name: 'common-js',
  resolveId: (id) =>
    isCommonJs(id) ? { id: `\0common-js/${id}`, moduleSideEffects: false } : null,
  async load(id) {
    if (!id.startsWith('\0common-js/')) return null
    const stdin = { contents: ofCommonJs[basename(id)], resolveDir: import.meta.dirname }
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
    })
    return outputFiles[0].text
  },
}

/** The library for realms that have ECMAScript alone, as of 2019: one file, in which what is loaded later runs only then. */
const portable = {
  name: 'portable',
  async load(id) {
    if (!id.endsWith('portable.ts')) return null
    const { outputFiles, warnings, metafile } = await build({
      entryPoints: [id],
      bundle: true,
      write: false,
      metafile: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2019',
      conditions: ['source', 'portable'],
      inject: ['lib/encoding/text-coding.ts'],
      // What is written as a literal becomes a call, and stands where an engine without such numbers never comes.
      logOverride: { bigint: 'silent' },
      plugins: [withoutCertificates],
    })
    for (const { text } of warnings) this.error(text)
    for (const path of Object.keys(metafile.inputs)) this.addWatchFile(path)
    return forOlderEngines(outputFiles[0].text, (code) => this.parse(code))
  },
  // Shortened once more: what was rewritten is not.
  renderChunk: (code, chunk, ...rest) =>
    minify({ target: 'es2019' }).renderChunk(code, chunk, ...rest),
}
/** What is inside goes along with the words of those who made it. */
const bundledLicences = {
  name: 'bundled-licences',
  generateBundle() {
    const parts = ['@noble/hashes', '@noble/curves', 'tweetnacl'].map(
      (name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}`,
    )
    this.emitFile({
      type: 'asset',
      fileName: 'LICENSES.txt',
      source: [
        'portable.js and portable.cjs hold these, chunk-ed25519.js and the seals tweetnacl:',
        ...parts,
        '',
      ].join('\n\n----\n\n'),
    })
  },
}
/** The reader of certificates is larger than all the rest: the portable build does without it. */
const withoutCertificates = {
  name: 'without-certificates',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /x509\/x509\.ts$/ }, ({ path }) => ({ path, namespace: 'absent' }))
    onLoad({ filter: /./, namespace: 'absent' }, () => ({
      contents: `throw new Error('no reader')`,
    }))
  },
}

/** A page in which its first script and its style stand themselves: they are there when it is, and its policy names them by their hashes. */
const inlined = (path) => ({
  name: 'inlined',
  buildStart() {
    this.addWatchFile(path)
  },
  async generateBundle() {
    const parts = {
      script: /<script src="([^"]+\.ts)"><\/script>/,
      style: /<link rel="stylesheet" href="([^"]+)" \/>/,
    }
    let html = readFileSync(path, 'utf8')
    for (const [tag, place] of Object.entries(parts)) {
      const entry = join(dirname(path), place.exec(html)[1])
      const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        write: false,
        target: 'es2022',
      })
      html = html.replace(place, () => `<${tag}>${outputFiles[0].text.trim()}</${tag}>`)
    }
    this.emitFile({ type: 'asset', fileName: basename(path), source: html })
  },
})

/** The packs of sounds go along in their folders; a pack is replaced by another folder. */
const voices = {
  name: 'voices',
  generateBundle() {
    for (const pack of ['earcons', 'en', 'zh-CN'])
      for (const name of readdirSync(join('kiosk/voice', pack)))
        this.emitFile({
          type: 'asset',
          fileName: `voice/${pack}/${name}`,
          source: readFileSync(join('kiosk/voice', pack, name)),
        })
  },
}

/** What an earlier build left in lib/dist would be packed: when all is written, everything else there goes. */
const fresh = new Set()
const rememberIn = (folder) => ({
  name: 'remember',
  writeBundle: (_options, bundle) => {
    for (const name of Object.keys(bundle)) fresh.add(`${folder}${name}`)
  },
})
const remember = rememberIn('')
process.once('exit', (code) => {
  if (code !== 0 || fresh.size === 0) return
  for (const found of readdirSync('lib/dist', { recursive: true, withFileTypes: true })) {
    const name = relative('lib/dist', join(found.parentPath, found.name)).replaceAll('\\', '/')
    if (found.isFile() && !fresh.has(name)) rmSync(join('lib/dist', name))
  }
})

/** What was written into each folder, and the digest of each file: a service worker keeps all of it, so that nothing that ships is forgotten. */
const written = new Map()
const listed = {
  name: 'listed',
  writeBundle({ dir }, bundle) {
    const files = written.get(resolve(dir)) ?? new Map()
    written.set(resolve(dir), files)
    for (const { type, fileName, code, source } of Object.values(bundle)) {
      const digest = createHash('sha256').update(type === 'chunk' ? code : source)
      files.set(fileName, digest.digest('base64url').slice(0, 16))
    }
  },
}
/** Puts that list into the worker, which is built last. */
const precached = {
  name: 'precached',
  renderChunk(code, _chunk, { dir }) {
    const files = [...written.get(resolve(dir))].map(([url, revision]) => ({ url, revision }))
    const parts = code.split(/\bbuiltFiles\b/)
    if (parts.length !== 2) throw new Error('the worker has no place for the list of files')
    return { code: parts.join(JSON.stringify(files)), map: null }
  },
  // What an earlier build left there would be served and never kept.
  writeBundle({ dir }, bundle) {
    const ours = written.get(resolve(dir))
    for (const name of readdirSync(dir))
      if (!ours.has(name) && !(name in bundle)) rmSync(join(dir, name), { recursive: true })
  },
}

/** The icon as pictures, for systems that install pages: one of them bleeds to its edges, to be cut to any shape. */
const icons = (path) => ({
  name: 'icons',
  buildStart() {
    this.addWatchFile(path)
  },
  async generateBundle() {
    const svg = readFileSync(path, 'utf8')
    const [, background] = /<rect [^>]*fill="([^"]+)"/.exec(svg)
    const drawn = (text, size) =>
      sharp(Buffer.from(text), { density: (72 * size) / 24 }).resize(size, size)
    // What is cut off is at most the outer tenth on each side.
    const inner = await drawn(svg.replace(/ rx="[^"]+"/, ''), 408)
      .png()
      .toBuffer()
    const around = { top: 52, bottom: 52, left: 52, right: 52, background }
    const pictures = {
      'icon-192.png': drawn(svg, 192),
      'icon-512.png': drawn(svg, 512),
      'icon-maskable-512.png': sharp(inner).extend(around),
    }
    for (const [fileName, picture] of Object.entries(pictures))
      this.emitFile({ type: 'asset', fileName, source: await picture.png().toBuffer() })
  },
})

/** Every page of the desk in its folder; what one applies with stands at the top. */
const deskPages = {
  name: 'desk-pages',
  generateBundle() {
    const files = {
      'index.html': 'applicant/index.html',
      'office/index.html': 'office/index.html',
      'counter/index.html': 'counter/index.html',
      'page.css': 'page.css',
    }
    for (const [fileName, path] of Object.entries(files))
      this.emitFile({ type: 'asset', fileName, source: readFileSync(join('desk/pages', path)) })
  },
}

/** The vectors that `greengate conformance` shows to gates, in one file: what is shown, and the outcome. */
const conformance = {
  name: 'conformance',
  generateBundle() {
    const json = (path) => JSON.parse(readFileSync(join('test-vectors', path), 'utf8'))
    const files = {}
    const take = (name) => {
      if (name) files[name] ??= readFileSync(join('test-vectors/bundle', name)).toString('base64')
    }
    const names = readdirSync('test-vectors/verify').toSorted()
    const paths = [...names.map((name) => `verify/${name}`), 'card/decisions.json']
    const groups = paths.flatMap((path) =>
      json(path)
        // A gate without a root is no gate; and how many formats it reads is its own affair.
        .groups.filter(
          ({ given }) => given.root && (!given.formats || path.endsWith('decode.json')),
        )
        .map(({ given: { root, bundle, acceptedAt, groupKey, class: age = 'poll' }, cases }) => {
          take(root)
          take(bundle)
          return {
            topic: path.startsWith('card') ? 'card-alone' : basename(path, '.json'),
            ...{ root, bundle, acceptedAt, class: age },
            groupKey: groupKey && json(`keys/${groupKey}.json`).jwk,
            cases: cases.map(({ id, now, text, texts = [text], card, context, outcome }) => {
              return { id, now, texts: card ? undefined : texts, card, context, outcome }
            }),
          }
        }),
    )
    const source = brotliCompressSync(JSON.stringify({ files, groups }))
    this.emitFile({ type: 'asset', fileName: 'conformance-vectors.json.br', source })
  },
}

const onwarn = (warning) => {
  // Files of one room may be mutually recursive, as a compiler of expressions is; between rooms the arrows forbid it.
  if (warning.code === 'CIRCULAR_DEPENDENCY') return
  // Helpers of an old compiler ask for a `this` that a module has not, and do without it.
  if (warning.code === 'THIS_IS_UNDEFINED' && warning.id?.includes('/@zxing/')) return
  throw new Error(warning.message)
}
const chunks = {
  hoistTransitiveImports: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name].js',
}
/** Rooms that most embedders do not call, in files of their own: a bundler leaves out a file that nobody names, whole. */
const apart = {
  onlyExplicitManualChunks: true,
  manualChunks: (id) =>
    /lib\/(?:rules\/(?=check|certlogic|country)|formats\/(?=hcert|shc|nzcp|vds-nc|claim169)|trust\/(?=x509))([a-z0-9-]+)\//.exec(
      id.replaceAll('\\', '/'),
    )?.[1],
}
/** Indents of templates: nobody sees them, and they are half a kilobyte of gzip. Code has none left by then; only for pages whose texts mean nothing by them, as YAML does. */
const withoutIndents = {
  name: 'without-indents',
  renderChunk: (code) => ({ code: code.replace(/\n {2,}/g, '\n'), map: null }),
}
/** Every message of our pages has a name (words.test.ts): what would make one of its text goes, and makes noise should one be missing. */
const namedMessages = {
  name: 'named-messages',
  load: (id) =>
    id.replaceAll('\\', '/').endsWith('/@lit/localize/internal/id-generation.js')
      ? 'export function generateMsgId() { throw new Error("a message has no name") }'
      : null,
}
const library = (input, plugins, names, external = bare) => ({
  input,
  output: { dir: 'lib/dist', format: 'es', ...names },
  plugins: [...plugins, remember],
  external,
  onwarn,
})
/** Whoever bundles the library may have nothing that reads CommonJS. */
const bareModule = (id) => bare(id) && !isCommonJs(id) && !id.startsWith('\0')
const node = (input, dir, format = 'es', ext = 'js') => ({
  input,
  output: { dir, format, entryFileNames: `[name].${ext}`, chunkFileNames: 'chunk-[name].js' },
  plugins: [js(false)],
  external: bare,
  onwarn,
})
const site =
  (output) =>
  (input, dir, ...files) => ({
    input,
    output: { dir, format: 'es', ...chunks, ...output },
    // What is no path is a plugin of its own.
    plugins: [
      commonJs,
      browser,
      onlyDrawn,
      js(true, inBrowser),
      beside(...files.filter((file) => typeof file === 'string')),
      ...files.filter((file) => typeof file !== 'string'),
    ],
    onwarn,
  })
/** One file: what the library loads only when it is called for, a page calls for at once. */
const page = site({ inlineDynamicImports: true })
/** Charts are fetched when they are drawn, other people's formats when they are shown. */
const pageInParts = site({})
/** In a folder with another page: its parts have its name. */
const holderPage = site({ chunkFileNames: 'holder-[name].js' })
/** Of the files of ECharts only those have effects that its package.json names; the resolver does not say so of all, and every chart that there is would come along. */
const onlyDrawn = {
  name: 'only-drawn',
  transform: (_code, id) =>
    /\/node_modules\/(?:echarts\/lib\/(?!echarts\.|(?:chart|component)\/[^/]+$)|zrender\/lib\/)/.test(
      id.replaceAll('\\', '/'),
    )
      ? { moduleSideEffects: false }
      : null,
}
/** The command brings its charts along, cut to what it draws and shortened: as a package they are a hundred times as large. */
const shorten = minify({ target: 'es2022' })
const charts = {
  plugins: [
    nodeResolve({ exportConditions: ['source'] }),
    onlyDrawn,
    js(false),
    // Apache-2.0 wants them to come along.
    beside('node_modules/echarts/LICENSE', 'node_modules/echarts/NOTICE'),
    conformance,
    {
      name: 'shorten-charts',
      renderChunk(code, chunk, ...rest) {
        if (!chunk.moduleIds.some((id) => id.includes('/echarts/'))) return null
        return shorten.renderChunk.call(this, code, chunk, ...rest)
      },
    },
  ],
  // The desk calls the command by its entries, which are here.
  external: (id) => bare(id) && !/^(echarts|zrender|tslib|greengate-cli)(\/|$)/.test(id),
}
const decoder = { 'decoder-worker': 'verifier-web/edges/decoder-worker.ts' }
const withoutWasm = { 'decoder-fallback': 'verifier-web/edges/decoder-fallback.ts' }
/** What the elements have, read from their sources. */
const elements = ['scanner', 'decision'].map((name) => `verifier-web/elements/greengate-${name}.ts`)
const manifest = {
  name: 'elements-manifest',
  buildStart() {
    for (const path of elements) this.addWatchFile(path)
  },
  generateBundle() {
    const source = `${JSON.stringify(elementsManifest(elements), undefined, 2)}\n`
    this.emitFile({ type: 'asset', fileName: 'custom-elements.json', source })
  },
}
/** The reader of QR codes goes along as it is, with the words of those who made it. */
const licences = {
  name: 'licences',
  generateBundle() {
    const [byWasm, without] = ['zxing-wasm', '@zxing/library'].map((name) =>
      readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim(),
    )
    const source = [
      'decoder-worker.js holds zxing-wasm, and zxing_reader.wasm is a build of its: MIT',
      byWasm,
      'zxing_reader.wasm holds ZXing-C++, and decoder-fallback.js holds @zxing/library: both Apache-2.0',
      without,
    ].join('\n\n----\n\n')
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: `${source}\n` })
  },
}
/** Registers elements, and so has effects: named apart from what has none. */
const inElement = {
  hoistTransitiveImports: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'element-[name].js',
}
/** The decoder as the package has it: whole files, which a bundler carries along and never opens. */
const packedDecoder = (input, ...plugins) => ({
  ...{ input, onwarn },
  output: { dir: 'lib/dist/element', format: 'es', inlineDynamicImports: true },
  plugins: [browser, js(true, inBrowser), ...plugins, rememberIn('element/')],
})
const inScreen = (name) => `kiosk/screen/${name}`
const inDesk = (name) => `desk/pages/${name}`
const inStudio = (name) => `cli/studio/page/${name}`
const inFleet = (name) => `cli/fleet/page/${name}`
const inWeb = (name) => `verifier-web/${name}`

// prettier-ignore
export default [
  library({ ...libEntries, ...libPlatforms }, [commonJs, js(false), bundledLicences], { ...chunks, ...apart }, bareModule),
  library({ element: 'verifier-web/element.ts' }, [js(false)], inElement),
  library({ element: 'verifier-web/element.ts' }, [dts(), manifest], { entryFileNames: '[name].d.ts', chunkFileNames: 'element-[name].d.ts' }),
  packedDecoder(decoder, beside(wasm), licences),
  packedDecoder(withoutWasm),
  { input: 'lib/portable.ts', output: [['es', 'js'], ['cjs', 'cjs']].map(([format, ext]) => ({ file: `lib/dist/portable.${ext}`, format })), plugins: [portable, remember], onwarn },
  library({ ...libEntries, portable: 'lib/portable.ts' }, [dts()], { entryFileNames: '[name].d.ts', chunkFileNames: 'types-[name].d.ts' }),
  { ...node({ main: 'cli/main.ts', 'impact-worker': 'cli/impact/worker.ts', 'population-worker': 'cli/population/worker.ts', 'batch-worker': 'cli/batch/local/worker.ts' }, 'cli/dist'), ...charts },
  pageInParts({ main: 'cli/studio/page/main.ts' }, 'cli/dist/studio', ...['index.html', 'studio.css'].map(inStudio)),
  pageInParts({ main: 'cli/fleet/page/main.ts' }, 'cli/dist/fleet', ...['index.html', 'fleet.css'].map(inFleet)),
  page({ main: inDesk('applicant/main.ts') }, 'cli/dist/desk', deskPages),
  page({ 'office/main': inDesk('office/main.ts') }, 'cli/dist/desk'),
  page({ 'counter/main': inDesk('counter/main.ts') }, 'cli/dist/desk'),
  page({ worker: inDesk('applicant/worker.ts') }, 'cli/dist/desk'),
  node({ main: 'kiosk/electron/main.ts' }, 'kiosk/electron/dist'),
  node({ preload: 'kiosk/electron/preload.ts' }, 'kiosk/electron/dist', 'cjs', 'cjs'),
  pageInParts({ main: 'kiosk/screen/main.ts' }, 'kiosk/screen/dist', wasm, voices, inlined(inScreen('index.html'))),
  page(decoder, 'kiosk/screen/dist'),
  page(withoutWasm, 'kiosk/screen/dist'),
  page({ scanner: 'kiosk/screen/scanner-setup.ts' }, 'kiosk/screen/dist', ...['scanner.html', 'scanner.css', ...readdirSync('kiosk/screen').filter((name) => /^scanner-.*\.svg$/.test(name))].map(inScreen)),
  pageInParts({ main: 'verifier-web/main.ts' }, 'verifier-web/dist', wasm, ...['index.html', 'page.css', 'icon.svg', 'manifest.webmanifest'].map(inWeb), icons(inWeb('icon.svg')), namedMessages, withoutIndents, listed),
  holderPage({ holder: inWeb('holder/main.ts') }, 'verifier-web/dist', inWeb('holder.html'), listed),
  page(decoder, 'verifier-web/dist', listed),
  page(withoutWasm, 'verifier-web/dist', listed),
  // Last, for it lists what the others wrote.
  page({ 'service-worker': inWeb('offline/worker.ts') }, 'verifier-web/dist', precached),
  // After that list: a frame in somebody else's page is kept by nobody.
  pageInParts({ main: 'verifier-web/embedded/main.ts' }, 'verifier-web/dist/embedded', ...['index.html', 'embedded.css'].map((name) => inWeb(`embedded/${name}`))),
]
