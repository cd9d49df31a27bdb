/** The mini-program in a realm that has what a mini-program has: ECMAScript, `wx`, `Page`, and nothing of a browser or of Node. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createContext, runInContext, Script } from 'node:vm'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const maker = 'examples/mini-program/make-bundle-data.ts'
let folder: string
let demo: Demo
let bundleData: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-mini-program-'))
  demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  const { stdout } = await run(process.execPath, [maker, demo.folder, demo.ruleSet, 'demo'])
  bundleData = stdout
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Shown {
  readonly outcome: string
  readonly mayPass?: boolean
  readonly why: readonly string[]
}
/** What the page is to its runtime. */
interface MiniPage {
  data: Shown
  onLoad(): Promise<void>
  scan(): Promise<void> | undefined
}

/** Starts the page in a realm of its own. */
const open = async (bundleScript = bundleData) => {
  let scanned = ''
  let shown: Promise<unknown> | undefined
  let page: (MiniPage & { setData?: unknown }) | undefined
  const wx = {
    base64ToArrayBuffer: (base64: string) =>
      runInContext(
        `new Uint8Array(${JSON.stringify([...Buffer.from(base64, 'base64')])}).buffer`,
        realm,
      ) as ArrayBuffer,
    scanCode: ({ success }: { success: (found: { result: string }) => Promise<unknown> }) => {
      shown = success({ result: scanned })
    },
  }
  const Page = (definition: MiniPage): void => {
    page = definition
    page.setData = (more: object) => {
      definition.data = { ...definition.data, ...more }
    }
  }
  const realm = createContext({ wx, Page })
  const load = (text: string): unknown => {
    const module = { exports: {} }
    const wrapped = new Script(`(function (module, exports, require) { ${text}\n })`)
    const body = wrapped.runInContext(realm) as (...args: unknown[]) => void
    body(module, module.exports, (name: string) => modules[name])
    return module.exports
  }
  const modules: Record<string, unknown> = {
    './greengate.js': load(await readFile('lib/dist/portable.cjs', 'utf8')),
    './bundle-data.js': load(bundleScript),
  }
  load(await readFile('examples/mini-program/gate.js', 'utf8'))
  if (page === undefined) throw new Error('the script has made no page')
  const opened = page
  return {
    page: opened,
    missing: runInContext(
      `['crypto', 'fetch', 'XMLHttpRequest', 'process', 'Buffer', 'TextEncoder', 'document'].filter((name) => typeof globalThis[name] === 'undefined').length`,
      realm,
    ) as number,
    scan: async (text: string): Promise<Shown> => {
      scanned = text
      void opened.scan()
      await shown
      return opened.data
    },
  }
}

test('it decides as the demo says, with nothing of a browser', async () => {
  const { page, missing, scan } = await open()
  expect(missing).toBe(7)
  await page.onLoad()
  // One of each outcome: without the machine's own cryptography each takes a while.
  const people = new Map(demo.people.map((person) => [person.outcome, person]))
  expect(people.size).toBe(5)
  for (const { text, outcome } of people.values()) {
    const shown = await scan(text)
    expect(shown.outcome).toBe(outcome)
    expect(shown.mayPass).toBe(outcome === 'pass')
    expect(shown.why.every((words) => words.length > 0)).toBe(true)
  }
})

test('it lets nobody pass before its bundle is there, nor with one that was changed', async () => {
  const passing = demo.people.find(({ outcome }) => outcome === 'pass')!.text
  expect(await (await open()).scan(passing)).toMatchObject({ outcome: 'check', mayPass: false })
  const changed = bundleData.replace(/"bundle":"(.{2000})./, '"bundle":"$1A')
  const { page, scan } = await open(changed === bundleData ? changed.replace('A', 'B') : changed)
  await expect(page.onLoad()).rejects.toMatchObject({ name: 'GreengateError' })
  expect(await scan(passing)).toMatchObject({ outcome: 'check', mayPass: false })
})
