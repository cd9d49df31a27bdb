/** Whether what is sampled is a part, in order, another one by another seed, and all of it in the end. */
import { expect, test } from 'vitest'
import { isWhole, sampled } from './sampled.ts'

const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

test('a sample is a part in its order', (context) => {
  context.skip(isWhole, 'a whole run samples nothing')
  const some = sampled(items, 3, 1)
  expect(some).toHaveLength(3)
  expect(some.toSorted()).toEqual(some)
  expect(sampled(items, 3, 1)).toEqual(some)
})

test('seeds reach every item, and no count too many', () => {
  const found = Array.from({ length: 50 }, (_, seed) => sampled(items, 2, seed)).flat()
  expect(new Set(found)).toEqual(new Set(items))
  expect(sampled(items, 9, 1)).toEqual(items)
})
