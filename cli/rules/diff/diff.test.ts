/** Comparing rule sets: what the fourteen say of themselves, every sort of change, and nothing where nothing changed. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Rule } from 'greengate/rules'
import { greengate, scratch } from '../../test-process.ts'
import { setText, vector, writeSmallSet } from '../test-set.ts'
import { changedParts } from './changed-parts.ts'
import type { Change } from './changes.ts'

type Told = Change & { readonly decides: boolean }
const changesIn = (stdout: string): readonly Told[] =>
  (JSON.parse(stdout) as { readonly changes: readonly Told[] }).changes
const diff = (...args: string[]) => greengate(['rules', 'diff', ...args, '--json'])

/** The changes from the small set to another. */
const changed = async (...edits: (readonly [from: string, to: string])[]) => {
  await using folder = scratch()
  const a = writeSmallSet(folder.path)
  const b = folder.at('b.yaml')
  for (const [from] of edits) expect(setText).toContain(from)
  writeFileSync(
    b,
    edits.reduce((text, [from, to]) => text.replace(from, to), setText),
  )
  const { code, stdout } = await diff(a, b)
  return { code, changes: changesIn(stdout) }
}

test('13 to 14 is what the table of versions says', async () => {
  const { code, stdout } = await diff(vector(13, 'cn-33'), vector(14, 'cn-33'))
  expect(code).toBe(1)
  const changes = changesIn(stdout)
  const of = <T extends Change['what']>(what: T) =>
    changes.filter((change): change is Extract<Told, { what: T }> => change.what === what)
  const rules = changes.flatMap((change) =>
    'rule' in change ? [[change.what, change.rule.no, change.rule.id]] : [],
  )
  expect(rules).toEqual([
    ['rule-added', 26, 'vaccinated'],
    ['rule-added', 27, 'red-elsewhere'],
  ])
  // Vaccination stands in for a declaration; and whoever is let pass must have assessments stated.
  expect(
    of('rule-changed').map(({ no, changes: within }) => [no, within.map(({ member }) => member)]),
  ).toEqual([
    [1, ['requires']],
    [2, ['unless']],
    [15, ['requires']],
    [24, ['requires']],
  ])
  expect(of('parameter')).toMatchObject([
    { name: 'testHours', before: { value: 72 }, after: { value: 48 }, effect: 'stricter' },
  ])
  expect(of('value-set').map(({ name, state }) => [name, state])).toEqual([['ownSets', 'added']])
  expect(of('accepts').map(({ after }) => after?.issuer)).toEqual(['cn-33*', 'cn-44*'])
})

test('rule 4 goes with version 8', async () => {
  const { stdout } = await diff(vector(7, 'cn-33'), vector(8, 'cn-33'))
  const gone = changesIn(stdout).flatMap((change) =>
    change.what === 'rule-removed' ? [change.rule.no] : [],
  )
  expect(gone).toEqual([4])
})

test('a change of the base is seen in its overlays, with where it comes from', async () => {
  const { stdout } = await diff(vector(4, 'cn-3301'), vector(5, 'cn-3301'))
  const changes = changesIn(stdout)
  expect(changes).toContainEqual(
    expect.objectContaining({
      what: 'parameter',
      name: 'areaDays',
      origin: { id: 'cn-33', version: 5 },
      effect: 'stricter',
    }),
  )
  expect(changes).toContainEqual(expect.objectContaining({ what: 'base', decides: false }))
})

test.each([vector(14, 'cn-33'), vector(14, 'cn-3303'), vector(1, 'cn-3301')])(
  '%s is the same as itself',
  async (file) => {
    const run = await diff(file, file)
    expect(run.code).toBe(0)
    expect(changesIn(run.stdout)).toEqual([])
  },
)

test('YAML and JSON of one set are the same', async () => {
  await using folder = scratch()
  const a = writeSmallSet(folder.path)
  const { parseRuleSetYaml } = await import('../../language/parse-rule-set-yaml.ts')
  writeFileSync(folder.at('b.json'), JSON.stringify(parseRuleSetYaml(setText).set))
  expect(await diff(a, folder.at('b.json'))).toMatchObject({ code: 0 })
})

test.each([
  ['value: 14', 'value: 21', 'stricter'],
  ['value: 14', 'value: 7', 'looser'],
  ['value: 37.3', 'value: 37.5', 'looser'],
  ['value: 37.3', 'value: 37.0', 'stricter'],
  ['overridable: tighten', 'overridable: tighten', undefined],
])('%j to %j is %s', async (from, to, effect) => {
  const { changes } = await changed([from, to])
  expect(
    changes.map((change) => (change.what === 'parameter' ? change.effect : change.what)),
  ).toEqual(effect === undefined ? [] : [effect])
})

test('what decides nothing is told apart', async () => {
  const { code, changes } = await changed(
    ['version: 1', 'version: 2'],
    ['how: Written for a test.', 'how: Written again.'],
    ['until: 2020-04-01', 'until: 2020-05-01'],
    ['en: Small', 'en: Smaller'],
    ['en: Negative', 'en: A negative test'],
  )
  expect(code).toBe(1)
  expect(changes.map(({ what, decides }) => [what, decides])).toEqual([
    ['rule-changed', false],
    ['window', false],
    ['title', false],
  ])
})

test('a new version with the same content is the same', async () => {
  const { code, changes } = await changed(
    ['version: 1', 'version: 2'],
    ['type: first', 'type: amendment'],
  )
  expect([code, changes]).toEqual([0, []])
})

test('of a condition the smallest part that differs is told', async () => {
  const { changes } = await changed(['48 hours', '24 hours'], [' < 36 Cel', ' < 35 Cel'])
  const parts = changes.flatMap((change) =>
    change.what === 'rule-changed'
      ? change.changes.flatMap((each) => ('parts' in each ? each.parts.map(({ at }) => at) : []))
      : [],
  )
  expect(parts).toEqual(['when.where.of[1]', 'unless'])
})

test('operands have no order, and those that are new or gone are told one by one', () => {
  const is = (name: string): Rule['when'] => ({
    op: '==',
    left: { field: name },
    right: { value: true },
  })
  const and = (...of: Rule['when'][]): Rule['when'] => ({ op: 'and', of })
  const [a, b, c, d] = [is('a'), is('b'), is('c'), is('d')]
  expect(changedParts(and(a, b), and(b, a), 'when')).toEqual([])
  expect(changedParts(and(a, b), and(a, b, c), 'when')).toEqual([
    { at: 'when.of[2]', before: null, after: c },
  ])
  expect(changedParts(and(a, b, c), and(c, d), 'when')).toEqual([
    { at: 'when.of[0]', before: a, after: null },
    { at: 'when.of[1]', before: b, after: null },
    { at: 'when.of[1]', before: null, after: d },
  ])
})

test('conditions are shown as authors write them, before and after', async () => {
  const { stdout } = await greengate(['rules', 'diff', vector(13, 'cn-33'), vector(14, 'cn-33')])
  expect(stdout).toContain('+ some(vaccination, dose >= of and days(at) >= 14 and days(at) <= 365)')
  expect(stdout).toMatch(/testHours.*72.*48/)
})

test('a set that cannot be run is an operator error, with its place', async () => {
  await using folder = scratch()
  const file = writeSmallSet(folder.path, { set: setText.replace('days(at) <=', 'days(at) =<') })
  const run = await diff(file, vector(1, 'cn-3301'))
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/small\.yaml:24:\d+: [^\n]+; [^\n]+\n$/)
})
