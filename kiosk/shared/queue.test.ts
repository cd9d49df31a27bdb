/** Works in a queue: one at a time, in their order, and none pays for another's failure. */
import { expect, test } from 'vitest'
import { queue } from './queue.ts'

test('each work begins when the one before it has ended, badly or well', async () => {
  const inTurn = queue()
  const said: string[] = []
  const work = (name: string, fails: boolean) => async (): Promise<string> => {
    said.push(`${name} begins`)
    await Promise.resolve()
    said.push(`${name} ends`)
    if (fails) throw new Error(name)
    return name
  }
  const all = ['a', 'b', 'c'].map((name) => inTurn(work(name, name === 'b')))
  const ends = await Promise.allSettled(all)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(said).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})
