/** The words of the page are there in both languages, for everything that a heartbeat and a state may say. */
import { expect, test } from 'vitest'
import { chartWords } from '../charts/chart-words.ts'
import { oddityKinds } from '../fleet-state.ts'
import { deviceStates, gates, services, storageLevels } from '../heartbeat.ts'
import { oddityText } from './oddity-text.ts'
import { oddityWords } from './oddity-words.ts'
import { alarmWords, pageWords } from './page-words.ts'
import { stateText, type StateKind } from './state-words.ts'
import { tableWords } from './table-words.ts'
import { testFleet } from './test-fleet.ts'

const tables = { pageWords, alarmWords, tableWords, chartWords, oddityWords }

/** Texts of both languages, by where they stand; a function is called with words for its arguments. */
function pairsIn(value: unknown, path: string): readonly [string, unknown, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [[path, said(value.zh), said(value.en)]]
  return Object.entries(value).flatMap(([name, inner]) => pairsIn(inner, `${path}.${name}`))
}

function said(words: unknown): unknown {
  if (typeof words !== 'function') return words
  const speak = words as (...values: readonly unknown[]) => unknown
  return speak(...Array.from({ length: speak.length }, (_, i) => `<${i}>`))
}

const han = /\p{Script=Han}/u

test('every text is there in Chinese and in English, as many steps in one as in the other', () => {
  const pairs = pairsIn(tables, '')
  expect(pairs.length).toBeGreaterThan(90)
  for (const [path, zh, en] of pairs) {
    const [inChinese, inEnglish] = [[zh].flat(), [en].flat()] as [string[], string[]]
    expect([path, inChinese.length]).toEqual([path, inEnglish.length])
    for (const text of inEnglish) expect([path, text, han.test(text)]).toEqual([path, text, false])
    for (const text of inChinese)
      expect([path, han.test(text) || text === 'SHA-256']).toEqual([path, true])
    const places = (texts: readonly string[]): readonly string[] =>
      [...new Set(texts.join(' ').match(/<\d>/g))].toSorted()
    expect([path, places(inChinese)]).toEqual([path, places(inEnglish)])
  }
})

test('there are words for every state that a heartbeat may name', () => {
  const states: Readonly<Record<StateKind, readonly string[]>> = {
    ...{ service: services, device: deviceStates, lane: gates, storage: storageLevels },
  }
  for (const [kind, names] of Object.entries(states))
    for (const name of names)
      expect([name, han.test(stateText(kind as StateKind, name, 'zh'))]).toEqual([name, true])
  expect(stateText('service', 'toString', 'en')).toBe('toString')
})

test('every oddity is told with what it is about, in both languages', () => {
  const at = new Date(1_795_000_000_000)
  const { stations } = testFleet({ stations: 60, kind: 'alarm', at })
  const oddities = stations.flatMap((station) => station.oddities)
  expect(new Set(oddities.map(({ kind }) => kind))).toEqual(new Set(oddityKinds))
  for (const oddity of oddities) {
    const [zh, en] = (['zh', 'en'] as const).map((of) => oddityText(oddity, at.toISOString(), of))
    expect(en).not.toMatch(/undefined|NaN|\[object|\p{Script=Han}/u)
    expect(zh).toMatch(han)
  }
  const text = (kind: string): string =>
    oddityText(
      oddities.find((of) => of.kind === kind)!,
      at.toISOString(),
      'en',
    )
  expect(text('silent')).toBe('silent for 21 minutes')
  expect(text('wrong-version')).toBe('bundle 409, should be 412')
  expect(text('clock-suspect')).toBe('clock suspect: −37 s')
})
