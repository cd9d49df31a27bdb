/** Every runtime that the library runs in, and what it decides of the vectors there. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Browser } from 'webdriverio'
import type { Told } from '../../test-vectors/run/outcomes.ts'
import { openRealm, tellInRealm } from './realm.ts'
import type {} from './trial-page.ts'
import { tellOutcomes } from './trial.ts'

const root = join(import.meta.dirname, '../..')

/** Tells each `every`-th outcome from `first` on. */
export type Tell = (every: number, first: number) => Promise<readonly Told[]>

/** In the Node that runs this. */
export const tellHere: Tell = (every, first) =>
  tellOutcomes(
    async (path) => new Uint8Array(await readFile(join(root, 'test-vectors', path))),
    every,
    first,
  )

/** In the realm that has ECMAScript alone. */
export const tellPortable: Tell = (every, first) => tellInRealm(openRealm(true), every, first)

/** In the oldest Node, as a process of its own. */
export const tellInOldestNode: Tell = async (every, first) => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-'))
  try {
    const contents = `import { readFile } from 'node:fs/promises'
import { tellOutcomes } from './trial.ts'
const [root, every, first] = process.argv.slice(2)
const read = async (path) => new Uint8Array(await readFile(root + '/' + path))
process.stdout.write(JSON.stringify(await tellOutcomes(read, Number(every), Number(first))))`
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      conditions: ['source', 'node'],
    })
    const script = join(folder, 'tell.mjs')
    await writeFile(script, outputFiles[0]?.text ?? '')
    const node = `node-${process.platform}-${process.arch}/bin/node`
    const oldest = join(root, 'house/node-20/node_modules', node)
    const given = [script, join(root, 'test-vectors'), String(every), String(first)]
    const { stdout } = await promisify(execFile)(oldest, given, { maxBuffer: 1 << 28 })
    return JSON.parse(stdout) as readonly Told[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In the page that the browser shows, or in a worker of it. */
export const tellIn =
  (browser: Browser, place: 'inPage' | 'inWorker' | 'inServiceWorker'): Tell =>
  async (every, first) =>
    (await browser.execute(
      (where, n, from) => globalThis.greengateTrial?.[where](n, from),
      place,
      every,
      first,
    )) ?? []

/** Shows a page of the trial. */
export async function showTrial(browser: Browser, url: string): Promise<void> {
  await browser.url(url)
  await browser.waitUntil(() => browser.execute(() => globalThis.greengateTrial !== undefined))
}
