/** How any build of ours reads: TypeScript, what comes from packages, CommonJS among it, and which warnings are none. */
import { readFileSync } from 'node:fs'
import { basename, isAbsolute } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'

// Lit has a development build, chosen by this; what we ship is the other one, whoever builds it.
process.env.NODE_ENV = 'production'

/** Everything that is not a path of ours: Node's modules, packages, and the backend that the consumer's conditions choose. */
export const bare = (id) => !id.startsWith('.') && !isAbsolute(id)
export const js = (minify, define = {}) =>
  esbuild({ target: 'es2022', minify, sourceMap: false, define })
/** A browser has no process; what asks it for its environment gets the answer of what we ship. */
export const inBrowser = { 'process.env.NODE_ENV': '"production"' }
export const browser = nodeResolve({ browser: true, exportConditions: ['source'] })

/** Puts files beside a bundle, as they are. */
export const beside = (...paths) => ({
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
export const isCommonJs = (id) => Object.hasOwn(ofCommonJs, id)
export const commonJs = {
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

/** Of the files of ECharts only those have effects that its package.json names; the resolver does not say so of all, and every chart that there is would come along. */
export const onlyDrawn = {
  name: 'only-drawn',
  transform: (_code, id) =>
    /\/node_modules\/(?:echarts\/lib\/(?!echarts\.|(?:chart|component)\/[^/]+$)|zrender\/lib\/)/.test(
      id.replaceAll('\\', '/'),
    )
      ? { moduleSideEffects: false }
      : null,
}

export const onwarn = (warning) => {
  // Files of one room may be mutually recursive, as a compiler of expressions is; between rooms the arrows forbid it.
  if (warning.code === 'CIRCULAR_DEPENDENCY') return
  // Helpers of an old compiler ask for a `this` that a module has not, and do without it.
  if (warning.code === 'THIS_IS_UNDEFINED' && warning.id?.includes('/@zxing/')) return
  throw new Error(warning.message)
}
export const chunks = {
  hoistTransitiveImports: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name].js',
}
