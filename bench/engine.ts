/** Version 14 of Hangzhou over synthetic people: by the engine, by hand, and ten million times. */
import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { evaluate, makeFactBase, type Overlay, type Statement } from 'greengate/rules'
import { people } from '../cli/people/main.ts'
import { measureInChromium, type FromChromium } from './browser.ts'
import { compiled, judgedByHand, statementOf, type JudgingLoad } from './judging.ts'
import type { StatedPerson } from './known-person.ts'
import { figure, targetCell, type Measured } from './measured.ts'
import { itemsOf, type Pair, type Plan } from './pairs.ts'

const ruleSets = new URL('../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ruleSets), 'utf8'))

/** Whether the rule sets are here. */
export const hasVersion14 = (): boolean => existsSync(new URL('hangzhou/14/cn-3301.json', ruleSets))

/** Some hours after version 14 took effect. */
const now = Date.parse('2020-03-19T04:00:00Z') / 1000

const rulesOf14 = (): Pick<JudgingLoad, 'factTypes' | 'overlay' | 'base'> => ({
  factTypes: read('fact-types.json'),
  overlay: read('hangzhou/14/cn-3301.json') as Overlay,
  base: read('hangzhou/14/cn-33.json'),
})

const peopleOf = (plan: Plan): readonly StatedPerson[] =>
  Array.from(people({ seed: 14, now }, itemsOf(plan)))

/** The engine against the hand-written rules, over people whose facts are typed beforehand. */
export const versionByHand = (plan: Plan): Promise<readonly Pair[]> =>
  judgedByHand({ ...rulesOf14(), people: peopleOf(plan), plan, now })

/** The same in Chromium. */
export const versionByHandInChromium = (plan: Plan): Promise<FromChromium> => {
  const load: JudgingLoad = { ...rulesOf14(), people: peopleOf(plan), plan, now }
  return measureInChromium(new URL('judging-in-browser.ts', import.meta.url), load)
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
  const { set, types } = compiled(rulesOf14())
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
