/** Reads that overtake each other, in every order of their answers. */
import { expect, test } from 'vitest'
import { DeskRefusal, type DeskClient } from '../../shared/desk-client.ts'
import { startNewest } from './start-newest.ts'

/** A desk that answers when it is told to. */
function slowDesk() {
  const answers: { readonly answer: (value: unknown) => void; readonly refuse: () => void }[] = []
  const client = (() =>
    new Promise<unknown>((resolve, reject) => {
      const refuse = () => {
        reject(new DeskRefusal('unreachable'))
      }
      answers.push({ answer: resolve, refuse })
    })) as unknown as DeskClient
  return { answers, client }
}

const setUp = () => {
  const { answers, client } = slowDesk()
  const newest = startNewest()
  const shown: unknown[] = []
  const read = () =>
    newest(client, async (own) => {
      shown.push(await own('GET /desk', {}))
    })
  return { answers, shown, read }
}

test.each([
  [0, 1],
  [1, 0],
])('of two reads the newer is shown, whichever is answered first', async (first, second) => {
  const { answers, shown, read } = setUp()
  const both = [read(), read()]
  for (const at of [first, second]) answers[at]?.answer(at)
  await Promise.all(both)
  expect(shown).toEqual([1])
})

test('what an older read was refused with is not told, and what the newest was is', async () => {
  const { answers, shown, read } = setUp()
  const both = [read(), read()]
  answers[0]?.refuse()
  answers[1]?.refuse()
  await expect(both[0]).resolves.toBeUndefined()
  await expect(both[1]).rejects.toBeInstanceOf(DeskRefusal)
  expect(shown).toEqual([])
})
