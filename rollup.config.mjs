/** What we ship, one line each. `npm run build` is silent when all is well; any warning is a failure. */
import { readdirSync } from 'node:fs'
import { dts } from 'rollup-plugin-dts'
import { inElement, licences, manifest, packedDecoder } from './house/rollup/elements.mjs'
import {
  apart,
  bareModule,
  bundledLicences,
  libEntries,
  libPlatforms,
  library,
  remember,
} from './house/rollup/library.mjs'
import { listed, precached } from './house/rollup/offline.mjs'
import {
  deskPages,
  holderPage,
  icons,
  inlined,
  namedMessages,
  page,
  pageInParts,
  voices,
  withoutIndents,
} from './house/rollup/pages.mjs'
import { portable } from './house/rollup/portable.mjs'
import { charts, node } from './house/rollup/programs.mjs'
import { beside, chunks, commonJs, js, onwarn } from './house/rollup/sources.mjs'

const wasm = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
const decoder = { 'decoder-worker': 'verifier-web/edges/decoder-worker.ts' }
const withoutWasm = { 'decoder-fallback': 'verifier-web/edges/decoder-fallback.ts' }
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
