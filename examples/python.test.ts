/** The second verifier: over all vectors it decides as they say, and over mutants as this library does without other formats. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { acceptBundle, openStationKeys, pinRoot, verify, type Context } from 'greengate'
import { expect, test, type TestContext } from 'vitest'
import { makeMutants } from '../cli/conformance/mutants.ts'
import { readVectors } from '../cli/conformance/vectors.ts'
import { packages } from '../house/debian.ts'
import { isWhole, runSeed } from '../house/sampled.ts'

/** Debian's own, which has Debian's cryptography. */
const python = '/usr/bin/python3'
const hasPython =
  existsSync(python) &&
  packages.every(({ wantedBy, present }) => wantedBy !== 'Python' || present())
const skipWithout = (context: TestContext): void => {
  context.skip(!hasPython, 'Debian’s python3 and python3-cryptography are not here')
}

const run = (args: readonly string[], input = ''): string => {
  const { stdout, stderr } = spawnSync(python, ['-B', ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
  })
  expect(stderr).toBe('')
  return stdout
}
const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))

interface Report {
  readonly folder: string
  readonly same: number
  readonly unsupported: Readonly<Record<string, number>>
  readonly different: readonly object[]
  readonly opened: readonly string[]
}

interface Shown {
  readonly text: string
  readonly now: string
  readonly outcome: string
  readonly reasons: readonly object[]
}

interface Answer {
  readonly id: string
  readonly outcome?: string
  readonly reasons?: readonly object[]
  readonly unsupported?: readonly string[]
}

test('Python: every vector comes out as it says, but codes of other formats', (context) => {
  skipWithout(context)
  const reports = linesOf(run(['examples/python/vectors.py'])) as readonly Report[]
  const counts = Object.fromEntries(reports.map(({ folder, same }) => [folder, same]))
  const unsupported = reports.find(({ folder }) => folder === 'verify')?.unsupported
  console.log(
    `python: identical ${JSON.stringify(counts)}, unsupported ${JSON.stringify(unsupported)}`,
  )
  expect(reports.flatMap(({ different, opened }) => [...different, ...opened])).toEqual([])
})

test('Python: each check that is taken out is missed by some vector', (context) => {
  skipWithout(context)
  const [missed] = linesOf(run(['examples/python/controls.py'])) as readonly Readonly<
    Record<string, number>
  >[]
  expect(Object.entries(missed ?? {}).filter(([, count]) => count === 0)).toEqual([])
  expect(Object.keys(missed ?? {}).length).toBeGreaterThan(10)
})

test('Python: of mutants it makes what this library makes of them without other formats, reason by reason', async (context) => {
  skipWithout(context)
  const { files, groups } = readVectors()
  const bytes = (name: string): Uint8Array =>
    new Uint8Array(Buffer.from(files[name] ?? '', 'base64'))
  const lines: object[] = []
  const due = new Map<string, { readonly of: string; readonly decision: object }>()
  for (const { given, setUp, offered, cases } of makeMutants(
    { groups },
    runSeed,
    isWhole ? 8_000 : 500,
  )) {
    if (setUp !== undefined || offered !== undefined || given.bundle === null) continue
    const { root, bundle, acceptedAt, class: age, groupKey } = given
    const pinned = await pinRoot(bytes(root), { worlds: ['test'], class: age })
    const known = await acceptBundle(pinned, bytes(bundle), new Date(acceptedAt))
    const stationKeys = groupKey && (await openStationKeys(known, groupKey))
    const hello = {
      id: `hello ${String(lines.length)}`,
      protocol: 1,
      root: files[root],
      bundle: files[bundle],
    }
    lines.push({ type: 'hello', ...hello, now: acceptedAt, worlds: ['test'], class: age, groupKey })
    for (const { how, of, shown } of cases) {
      if (shown.texts === undefined) continue
      const { startedAt, ...rest } = shown.context
      const stated = { ...rest, ...(startedAt !== undefined && { startedAt: new Date(startedAt) }) }
      const { outcome, reasons } = await verify(shown.texts, {
        bundle: known,
        now: new Date(shown.now),
        context: stated as Context,
        formats: [],
        ...(stationKeys && { stationKeys }),
      })
      const id = `case ${String(lines.length)}`
      due.set(id, { of: `${how} of ${of}`, decision: { outcome, reasons } })
      lines.push({ type: 'case', id, now: shown.now, texts: shown.texts, context: shown.context })
    }
  }
  const input = lines.map((line) => JSON.stringify(line)).join('\n')
  const answers = linesOf(run(['examples/python/conformance.py'], input)) as readonly Answer[]
  expect(answers).toHaveLength(lines.length)
  const others = answers.flatMap(({ id, outcome, reasons, unsupported = [] }) => {
    const must = due.get(id)
    if (must === undefined || unsupported.includes('names of persons')) return []
    return isDeepStrictEqual(must.decision, { outcome, reasons })
      ? []
      : [{ ...must, outcome, reasons }]
  })
  console.log(`python: ${String(due.size)} mutants, seed ${String(runSeed)}`)
  expect(others).toEqual([])
})

test('Python: the command answers as a vector says, and its exit code is that of greengate verify', (context) => {
  skipWithout(context)
  const { groups } = JSON.parse(readFileSync('test-vectors/verify/validity.json', 'utf8')) as {
    readonly groups: readonly { readonly cases: readonly Shown[] }[]
  }
  const cases = groups[0]?.cases ?? []
  const bundle = [
    '--bundle',
    '../../test-vectors/bundle/standard.ggb',
    '--worlds',
    'test',
    '--json',
  ]
  for (const outcome of ['pass', 'invalid']) {
    const { text = '', now = '', reasons } = cases.find((one) => one.outcome === outcome) ?? {}
    const args = [
      '-B',
      '-m',
      'greengate_verify',
      text,
      '--now',
      now,
      '--rules',
      'cn-3301',
      ...bundle,
    ]
    const { status, stdout } = spawnSync(python, args, { encoding: 'utf8', cwd: 'examples/python' })
    expect([status, JSON.parse(stdout)]).toEqual([outcome === 'pass' ? 0 : 1, { outcome, reasons }])
  }
  const nothing = [
    '-B',
    '-m',
    'greengate_verify',
    'GG1:',
    '--rules',
    'cn-3301',
    '--bundle',
    'nowhere',
  ]
  expect(spawnSync(python, nothing, { cwd: 'examples/python' }).status).toBe(2)
})
