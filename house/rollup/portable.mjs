/** The portable build: the library in one file, for realms that have ECMAScript alone. */
import { build } from 'esbuild'
import { minify } from 'rollup-plugin-esbuild'
import { forOlderEngines } from '../older-engines.mjs'

/** The library for realms that have ECMAScript alone, as of 2019: one file, in which what is loaded later runs only then. */
export const portable = {
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
