/** Tests of the collecting of parts: a card is whole in any order, and nothing of two people is put together. */
import { expect, test } from 'vitest'
import { startPartCollector } from './part-collector.ts'

const part = (no: number, of = 3, card = '56'): string => `shc:/${String(no)}/${String(of)}/${card}`

test('the parts of a card are given together once all were shown, in any order', () => {
  const collector = startPartCollector()
  expect(collector.add([part(2)], 0)).toEqual({ texts: [part(2)], parts: { shown: 1, of: 3 } })
  expect(collector.add([part(2)], 10)).toEqual({ texts: [part(2)], parts: { shown: 1, of: 3 } })
  expect(collector.add([part(3)], 20).parts).toEqual({ shown: 2, of: 3 })
  expect(collector.add([part(1)], 30)).toEqual({ texts: [part(2), part(3), part(1)] })
  // Then it begins anew.
  expect(collector.add([part(1)], 40).parts).toEqual({ shown: 1, of: 3 })
})

test('parts of one frame count at once, and what is no part goes its way', () => {
  const collector = startPartCollector()
  expect(collector.add([part(1, 2), part(2, 2)], 0)).toEqual({ texts: [part(1, 2), part(2, 2)] })
  for (const text of ['GG1:X', 'shc:/56', 'shc:/1/1/56', 'shc:/4/3/56', 'shc:/0/3/56', ''])
    expect(collector.add([text], 0)).toEqual({ texts: [text] })
})

test.each<[string, readonly string[], number]>([
  ['after a quiet time', [part(2)], 20_000],
  ['by a card of another number of parts', [part(2, 2)], 10],
  ['by another card', [part(1, 3, '57')], 10],
])('what was shown is forgotten %s', (_, texts, at) => {
  const collector = startPartCollector()
  collector.add([part(1)], 0)
  expect(collector.add(texts, at)).toMatchObject({ texts, parts: { shown: 1 } })
})

test('another code in between forgets what was shown', () => {
  const collector = startPartCollector()
  collector.add([part(1)], 0)
  expect(collector.add(['GG1:X'], 10)).toEqual({ texts: ['GG1:X'] })
  expect(collector.add([part(2)], 20)).toEqual({ texts: [part(2)], parts: { shown: 1, of: 3 } })
})
