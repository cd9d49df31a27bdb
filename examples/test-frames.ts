/** The verifier's embedded page on one origin, and pages of other origins around it: one that it names, and one that it does not. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Demo } from 'greengate-cli/demo'
import { copyPages } from '../house/built-pages.ts'
import { putData } from './test-pages.ts'
import { replaced, serveExample, statedHeaders, type ExampleSite } from './test-site.ts'

const example = 'examples/embedded-frame'
const readme = `${example}/README.md`

/** The sites. */
export interface Frames {
  readonly verifier: ExampleSite
  /** Named by the verifier, in its header and in its page. */
  readonly named: ExampleSite
  /** Let in by the header, by mistake, and not named in the page. */
  readonly unnamed: ExampleSite
  /** Not even let in. */
  readonly stranger: ExampleSite
  close(): Promise<void>
}

/** Puts them up in a folder. */
export async function openFrames(folder: string, demo: Demo): Promise<Frames> {
  const inside = join(folder, 'verifier')
  await copyPages('verifier-web/dist', inside)
  await copyPages('verifier-web/dist/embedded', join(inside, 'embedded'))
  await putData(inside, demo)
  const [headersInside, headersAround] = [new Map<string, string>(), new Map<string, string>()]
  const around = join(folder, 'around')
  const verifier = await serveExample(inside, headersInside)
  // By another name: to a browser these are other sites, and not only other origins.
  const named = await serveExample(around, headersAround, 'localhost')
  const unnamed = await serveExample(around, headersAround, 'localhost')
  const stranger = await serveExample(around, headersAround, 'localhost')

  const places = { 'https://verifier.example': verifier.origin }
  for (const [name, value] of await statedHeaders(readme, 0, places)) headersAround.set(name, value)
  const parents = { 'https://hotel.example': `${named.origin} ${unnamed.origin}` }
  for (const [name, value] of await statedHeaders(readme, 1, parents))
    headersInside.set(name, value)

  const page = join(inside, 'embedded/index.html')
  const meta = (origin: string): string => `name="greengate-parents" content="${origin}"`
  const told = { [meta('')]: meta(named.origin) }
  await writeFile(page, replaced(await readFile(page, 'utf8'), told))
  await mkdir(around, { recursive: true })
  const html = await readFile(join(example, 'index.html'), 'utf8')
  await writeFile(join(around, 'index.html'), replaced(html, places))
  await writeFile(join(around, 'page.css'), await readFile(join(example, 'page.css')))
  await build({
    entryPoints: [join(example, 'page.ts')],
    ...{ bundle: true, minify: true, format: 'esm', outfile: join(around, 'page.js') },
  })
  return {
    ...{ verifier, named, unnamed, stranger },
    async close() {
      for (const site of [verifier, named, unnamed, stranger]) await site.close()
    },
  }
}
