/** Pages: one file or several, and what lies beside them in their folders. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import { notices } from '../notices.mjs'
import { beside, browser, chunks, commonJs, inBrowser, js, onlyDrawn, onwarn } from './sources.mjs'

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
      notices,
    ],
    onwarn,
  })
/** One file: what the library loads only when it is called for, a page calls for at once. */
export const page = site({ inlineDynamicImports: true })
/** Charts are fetched when they are drawn, other people's formats when they are shown. */
export const pageInParts = site({})
/** In a folder with another page: its parts have its name. */
export const holderPage = site({ chunkFileNames: 'holder-[name].js' })

/** A page in which its first script and its style stand themselves: they are there when it is, and its policy names them by their hashes. */
export const inlined = (path) => ({
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
export const voices = {
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

/** The icon as pictures, for systems that install pages: one of them bleeds to its edges, to be cut to any shape. */
export const icons = (path) => ({
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
export const deskPages = {
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

/** Indents of templates: nobody sees them, and they are half a kilobyte of gzip. Code has none left by then; only for pages whose texts mean nothing by them, as YAML does. */
export const withoutIndents = {
  name: 'without-indents',
  renderChunk: (code) => ({ code: code.replace(/\n {2,}/g, '\n'), map: null }),
}
/** Every message of our pages has a name (words.test.ts): what would make one of its text goes, and makes noise should one be missing. */
export const namedMessages = {
  name: 'named-messages',
  load: (id) =>
    id.replaceAll('\\', '/').endsWith('/@lit/localize/internal/id-generation.js')
      ? 'export function generateMsgId() { throw new Error("a message has no name") }'
      : null,
}
