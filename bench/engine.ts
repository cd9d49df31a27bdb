/** Version 14 of Hangzhou over synthetic people: by the engine, by hand, and ten million times. */
import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  compileRuleSet,
  evaluate,
  makeFactBase,
  parseFactTypes,
  type CompiledRuleSet,
  type FactTypes,
  type Overlay,
  type Statement,
} from 'greengate/rules'
import { people } from '../cli/people/main.ts'
import { judgeByHand } from './hand-written.ts'
import { knownPerson, type StatedPerson } from './known-person.ts'
import { figure, targetCell, type Measured } from './measured.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'

const ruleSets = new URL('../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ruleSets), 'utf8'))

/** Whether the rule sets are here. */
export const hasVersion14 = (): boolean => existsSync(new URL('hangzhou/14/cn-3301.json', ruleSets))

/** Some hours after version 14 took effect. */
const now = Date.parse('2020-03-19T04:00:00Z') / 1000

const version14 = (): { readonly set: CompiledRuleSet; readonly types: FactTypes } => {
  const types = parseFactTypes(read('fact-types.json'))
  const overlay = read('hangzhou/14/cn-3301.json') as Overlay
  const value = read('hangzhou/14/cn-33.json')
  // That the base has the digest which the overlay names is a test of the vectors.
  const set = compileRuleSet(overlay, types, () => ({ value, sha256: overlay.extends.sha256 }))
  return { set, types }
}

const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
const statementOf = ({ facts, covers }: StatedPerson): Statement => ({
  facts,
  coverage: covers.map(({ kind, until }) => ({ kind, until: Date.parse(until) / 1000 })),
  permission,
})

/** The engine against the hand-written rules, over people whose facts are typed beforehand. */
export const versionByHand = async (plan: Plan): Promise<readonly Pair[]> => {
  const { set, types } = version14()
  const items = Array.from(people({ seed: 14, now }, itemsOf(plan)), (person) => ({
    base: makeFactBase(statementOf(person), types),
    known: knownPerson(person),
    onSite: person.onSite ?? {},
    heat: person.onSite?.temperature,
  }))
  type Item = (typeof items)[number]
  let [ofEngine, ofHand] = [0, 0]
  for (const { base, known, onSite, heat } of items) {
    const verdict = evaluate(set, base, now, onSite)
    const { outcome, fired, isMissing } = judgeByHand(known, now, heat)
    const [a, b] = [
      [verdict.outcome, verdict.missing.length > 0, ...verdict.fired],
      [outcome, isMissing, ...fired],
    ]
    if (a.join() !== b.join()) throw new Error(`the engine says ${a.join()}, the hand ${b.join()}`)
  }
  const subject = ({ base, onSite }: Item): void => {
    ofEngine += evaluate(set, base, now, onSite).fired.length
  }
  const bare = ({ known, heat }: Item): void => {
    ofHand += judgeByHand(known, now, heat).fired.length
  }
  await measurePairs(plan, items, subject, bare)
  const pairs = await measurePairs(plan, items, subject, bare)
  if (ofEngine !== ofHand) throw new Error('not every result was the same')
  return pairs
}

const collect = (): void => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2)
/** Megabytes that the heap may grow by; a byte an evaluation would be ten. */
const mayGrow = 1

/** Many evaluations, each over facts made anew, at a second of its own. */
export const versionInMemory = (name: string, evaluations: number): Measured => {
  const { set, types } = version14()
  const statements = Array.from(people({ seed: 41, now }, 5000), statementOf)
  const heaps: number[] = []
  let [rules, took] = [0, 0]
  const tenth = evaluations / 10
  for (let k = 0; k < 10; k++) {
    const started = performance.now()
    for (let i = k * tenth; i < (k + 1) * tenth; i++) {
      const base = makeFactBase(statements[i % statements.length] as Statement, types)
      rules += evaluate(set, base, now + (i % 86_400), {}).fired.length
    }
    took += performance.now() - started
    collect()
    heaps.push(process.memoryUsage().heapUsed)
  }
  if (rules === 0) throw new Error('no rule fired')
  const [first = NaN] = heaps
  const last = heaps.at(-1) ?? NaN
  const isMissed = !(last - first <= mayGrow * 1e6)
  const each = ((took * 1000) / evaluations).toPrecision(3)
  return {
    rows: [[name, megabytes(first), megabytes(last), targetCell(`${mayGrow} MB`, isMissed), each]],
    figures: { evaluations: figure(evaluations), grown: figure((last - first) / 1e6) },
    said: `heap ${megabytes(first)} MB after a tenth, ${megabytes(last)} MB at the end  ${name}`,
    isMissed,
  }
}
