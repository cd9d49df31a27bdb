/** A desk with made-up people, as far as assessing goes: for tests and for the bench. */
import { readFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  compileRuleSet,
  parseFactTypes,
  type CompiledRuleSet,
  type Overlay,
  type RuleSet,
} from 'greengate/rules'
import { personAt } from 'greengate-cli/people'
import type { CurrentRules } from '../desk.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { openStore, type DeskStore } from '../store/open-store.ts'

const vectors = new URL('../../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, vectors), 'utf8'))

export const types = parseFactTypes(read('fact-types.json'))

/** A version of Hangzhou's set with what it has from the province, as one set of its own. */
export function hangzhou(version: string): RuleSet {
  const overlay = read(`hangzhou/${version}/cn-3301.json`) as Overlay
  const base = { ...overlay.extends, value: read(`hangzhou/${version}/cn-33.json`) }
  const { set } = compileRuleSet(overlay, types, () => base)
  const { extends: _base, ...whole } = set
  return whole
}

/** Versions as a bundle would have them; each in force from its `from`. */
export function rulesOfSets(
  sets: readonly { readonly from: number; readonly set: RuleSet }[],
): CurrentRules {
  const versions = sets.map(({ from, set }) => {
    const effective = { from: instantOf(from), until: instantOf(from + 400 * 86_400) }
    const compiled: CompiledRuleSet = compileRuleSet({ ...set, effective }, types)
    return { version: set.version, from, until: compiled.until, compiled }
  })
  return { ruleSet: sets[0]?.set.id ?? '', versions, types: types.types }
}

/** A store in a folder of its own. */
export function temporaryStore(): DeskStore {
  return openStore(join(mkdtempSync(join(tmpdir(), 'greengate-desk-')), 'desk.db'))
}

/** A resident's number that is sound: person `n` of as many as one likes. */
export function numberOf(n: number): string {
  const date = new Date(Date.UTC(1940, 0, 1 + (Math.floor(n / 1000) % 25_000)))
  const day = date.toISOString().slice(0, 10).replaceAll('-', '')
  const area = String(330_100 + Math.floor(n / 25_000_000))
  const body = `${area}${day}${String(n % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + ('10X98765432'[sum % 11] as string)
}

/** Makes a source that may state and cover what it likes. */
export function addSource(
  store: DeskStore,
  id: string,
  covers: readonly string[],
  states = ['*'],
): void {
  store.db
    .prepare(
      `INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES (?, ?, ?, ?, ?, '["*"]', 0)`,
    )
    .run(id, id, id, JSON.stringify(states), JSON.stringify(covers))
}

/** Records of made-up people, as a department would send them. */
export function recordsOf(n: number, seed: number, now: number): readonly unknown[] {
  const { facts } = personAt(n, { seed, now })
  return facts
    .filter(
      ({ retracts, recordedAt }) => retracts === undefined && Date.parse(recordedAt) / 1000 <= now,
    )
    .map(({ id, kind, recordedAt, fields }) => ({
      id: `${String(n)}.${id}`,
      kind,
      recordedAt,
      person: { idType: 'cn-resident-id', number: numberOf(n) },
      fields,
    }))
}

/** Takes the records of so many people. */
export function addPeople(store: DeskStore, source: string, people: number, now: number): number {
  let taken = 0
  for (let n = 0; n < people; n++) {
    const { answers } = takeFacts(store, source, recordsOf(n, 1, now), now, { types: types.types })
    taken += answers.filter(({ state }) => state === 'taken').length
  }
  return taken
}
