/** The elements, as the package has them: their manifest, and the decoder with its licences. */
import { readFileSync } from 'node:fs'
import { elementsManifest } from '../elements-manifest.mjs'
import { rememberIn } from './library.mjs'
import { browser, inBrowser, js, onwarn } from './sources.mjs'

/** What the elements have, read from their sources. */
const elements = ['scanner', 'decision'].map((name) => `verifier-web/elements/greengate-${name}.ts`)
export const manifest = {
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
export const licences = {
  name: 'licences',
  generateBundle() {
    const [byWasm, without, below] = ['zxing-wasm', '@zxing/library', 'ts-custom-error'].map(
      (name) => readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim(),
    )
    const source = [
      'decoder-worker.js holds zxing-wasm, and zxing_reader.wasm is a build of its: MIT',
      byWasm,
      'zxing_reader.wasm holds ZXing-C++, and decoder-fallback.js holds @zxing/library: both Apache-2.0',
      without,
      'decoder-fallback.js holds ts-custom-error: MIT',
      below,
    ].join('\n\n----\n\n')
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: `${source}\n` })
  },
}
/** Registers elements, and so has effects: named apart from what has none. */
export const inElement = {
  hoistTransitiveImports: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'element-[name].js',
}
/** The decoder as the package has it: whole files, which a bundler carries along and never opens. */
export const packedDecoder = (input, ...plugins) => ({
  ...{ input, onwarn },
  output: { dir: 'lib/dist/element', format: 'es', inlineDynamicImports: true },
  plugins: [browser, js(true, inBrowser), ...plugins, rememberIn('element/')],
})
