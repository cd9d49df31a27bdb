/** What Node and Electron run: the command with its charts and its vectors, and the processes of the kiosk. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { minify } from 'rollup-plugin-esbuild'
import { notices } from '../notices.mjs'
import { bare, js, onlyDrawn, onwarn } from './sources.mjs'

export const node = (input, dir, format = 'es', ext = 'js') => ({
  input,
  output: { dir, format, entryFileNames: `[name].${ext}`, chunkFileNames: 'chunk-[name].js' },
  plugins: [js(false)],
  external: bare,
  onwarn,
})

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

/** The command brings its charts along, cut to what it draws and shortened: as a package they are a hundred times as large. */
const shorten = minify({ target: 'es2022' })
export const charts = {
  plugins: [
    nodeResolve({ exportConditions: ['source'] }),
    onlyDrawn,
    js(false),
    conformance,
    notices,
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
