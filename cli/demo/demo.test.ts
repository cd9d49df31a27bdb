/** The demo: every person comes out as stated, and nothing is half-written. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, bundleSummary, pinRoot, verify, type Decision } from 'greengate'
import { checkRuleSet, parseFactTypes } from 'greengate/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPictureReader } from '../edges/picture.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'
import { factsPayload } from './documents.ts'
import { makeDemo, publish, type Demo } from './main.ts'
import { effectiveFrom, ruleSets } from './rule-sets.ts'

const now = new Date('2020-03-01T08:20:30Z')
let folder: Scratch
let demo: Demo

const decide = async (id: string, at: Date): Promise<Decision> => {
  const bundle = await acceptBundle(
    await pinRoot(demo.rootBytes, { worlds: ['demo'] }),
    demo.bundleBytes,
    now,
  )
  const text = demo.people.find((person) => person.id === id)!.text
  return verify(text, { bundle, now: at, context: { ruleSet: demo.ruleSet } })
}

beforeAll(async () => {
  folder = scratch()
  demo = await makeDemo({ folder: folder.path, now })
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('the demo', () => {
  test('has a dozen people and more, of every outcome', () => {
    expect(demo.people.length).toBeGreaterThanOrEqual(12)
    expect(new Set(demo.people.map(({ outcome }) => outcome))).toEqual(
      new Set(['pass', 'check', 'stop', 'invalid', 'unreadable']),
    )
    expect(new Set(demo.people.map(({ id }) => id)).size).toBe(demo.people.length)
  })

  test('has rules in which the checker finds nothing', () => {
    const types = parseFactTypes(factsPayload(now))
    const findings = ruleSets(now).flatMap((set) => checkRuleSet(set, types).findings)
    expect(findings).toEqual([])
  })

  test('every person comes out as stated', async () => {
    for (const { id, outcome, reasons } of demo.people) {
      const decision = await decide(id, now)
      expect([id, decision.outcome, decision.reasons.map(({ code }) => code)]).toEqual([
        id,
        outcome,
        reasons,
      ])
    }
  })

  test('every picture says what the text says', async () => {
    const reader = await openPictureReader()
    for (const { text, files } of demo.people) {
      expect(readFileSync(files.text, 'utf8')).toBe(`${text}\n`)
      for (const file of [files.png, files.svg]) {
        expect(await reader.read(readFileSync(file), file)).toBe(text)
      }
    }
  })

  test('private keys are readable by their owner alone, and none is in a public file', () => {
    expect(statSync(folder.at('keys')).mode & 0o077).toBe(0)
    const keys = folder.list().filter((path) => path.startsWith('keys/'))
    expect(keys.length).toBeGreaterThan(8)
    const open = ['root.ggb', 'bundle.ggb', 'people.json'].map((name) =>
      readFileSync(folder.at(name), 'latin1'),
    )
    for (const path of keys) {
      expect(statSync(folder.at(path)).mode & 0o777).toBe(0o600)
      const { d } = JSON.parse(readFileSync(folder.at(path), 'utf8')) as { readonly d: string }
      expect(open.some((bytes) => bytes.includes(d))).toBe(false)
    }
  })

  test('the bundle has three versions of the rule set, the second in force', async () => {
    const bundle = await acceptBundle(
      await pinRoot(demo.rootBytes, { worlds: ['demo'] }),
      demo.bundleBytes,
      now,
    )
    const { ruleSets: versions, world } = bundleSummary(bundle, now)
    expect(world).toBe('demo')
    expect(versions.map(({ version, inForce }) => [version, inForce])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
    expect(versions.every(({ usable }) => usable)).toBe(true)
  })

  test('the next version takes over at its instant, and a decision says so beforehand', async () => {
    const { next } = effectiveFrom(now)
    const before = await decide('pass-vaccinated', new Date(next.getTime() - 1000))
    expect(before).toMatchObject({ outcome: 'pass', basis: { ruleSet: { version: 2 } } })
    expect(before.holdsUntil).toBe(next.toISOString().replace('.000Z', 'Z'))
    const after = await decide('pass-vaccinated', next)
    expect(after).toMatchObject({ outcome: 'check', basis: { ruleSet: { version: 3 } } })
  })

  test('a completed quarantine since the contact lifts the stop, openly', () => {
    const rule = ruleSets(now)[1].rules.find(({ id }) => id === 'close-contact')
    expect(rule).toMatchObject({ no: 7, outcome: 'stop', unless: { op: 'and' } })
  })

  test('it can be published again, and what was published before is then refused', async () => {
    const first = await acceptBundle(
      await pinRoot(demo.rootBytes, { worlds: ['demo'] }),
      demo.bundleBytes,
      now,
    )
    const later = new Date(now.getTime() + 3_600_000)
    const bytes = await publish({ ...demo.publication, version: 2, signedAt: later })
    const second = await acceptBundle(first, bytes, later)
    expect(second.snapshot?.version).toBe(2)
    await expect(acceptBundle(second, demo.bundleBytes, later)).rejects.toMatchObject({
      code: 'ERR_BUNDLE_ROLLBACK',
    })
  })

  test('half of the reviewers cannot publish a rule set', async () => {
    const { publication } = demo
    const keys = { ...publication.keys, rules: publication.keys.rules.slice(0, 1) }
    const bytes = await publish({ ...publication, keys })
    await expect(
      acceptBundle(await pinRoot(demo.rootBytes, { worlds: ['demo'] }), bytes, now),
    ).rejects.toMatchObject({
      code: 'ERR_BUNDLE_SIGNATURE',
    })
  })
})

describe('the command demo', () => {
  test('makes a folder whole, and verify takes it from there', async () => {
    await using place = scratch()
    const args = ['demo', '--out', place.at('new/demo'), '--now', '2020-03-01T08:20:30Z', '--json']
    const run = await greengate(args)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const said = JSON.parse(run.stdout) as {
      readonly people: readonly { readonly id: string; readonly files: { readonly png: string } }[]
    }
    expect(said.people.map(({ id }) => id)).toEqual(demo.people.map(({ id }) => id))
    expect(place.list().filter((path) => path.includes('.part'))).toEqual([])
    const png = said.people.find(({ id }) => id === 'pass')!.files.png
    const decided = await greengate(['verify', png, '--now', '2020-03-01T08:20:30Z', '--json'], {
      cwd: place.at('new/demo'),
    })
    expect(decided.code).toBe(0)
    expect(JSON.parse(decided.stdout)).toMatchObject({ outcome: 'pass' })
  })

  test('without --out it makes a fresh folder and names it', async () => {
    const run = await greengate(['demo', '--json'])
    const { folder: made } = JSON.parse(run.stdout) as { readonly folder: string }
    expect(statSync(join(made, 'bundle.ggb')).isFile()).toBe(true)
    await rm(made, { recursive: true })
  })

  test('refuses a folder that holds anything, and leaves it as it was', async () => {
    await using place = scratch()
    writeFileSync(place.at('mine'), 'mine')
    const run = await greengate(['demo', '--out', place.path])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: .+\n$/)
    expect(place.list()).toEqual(['mine'])
  })

  test('refuses a place below a file', async () => {
    await using place = scratch()
    writeFileSync(place.at('mine'), 'mine')
    const run = await greengate(['demo', '--out', place.at('mine/demo')])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(place.list()).toEqual(['mine'])
  })
})
