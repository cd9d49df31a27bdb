/** How a count of an impact ends. */
import { expect, test } from 'vitest'
import type { Impact } from '../../impact/impact.ts'
import type { ImpactNews, ImpactQuestion, StudioApi } from '../studio-api.ts'
import { runImpact, type ImpactState } from './impact-run.ts'
import { StudioError } from './studio-error.ts'

const impact = { format: 'greengate-impact-1' } as Impact
const progress: ImpactNews = { is: 'progress', done: 1, whole: 2, people: 10 }
const question = { text: 'id: a' } as ImpactQuestion

const endOf = async (
  news: () => AsyncGenerator<ImpactNews>,
  signal = new AbortController().signal,
) => {
  const states: ImpactState[] = []
  await runImpact({ impact: news } as unknown as StudioApi, question, signal, (state) => {
    states.push(state)
  })
  return states
}

test('progress, and then the impact with the text that it is of', async () => {
  const states = await endOf(async function* () {
    yield await Promise.resolve(progress)
    yield { is: 'impact', impact }
  })
  expect(states).toEqual([
    { is: 'counting', done: 0, whole: 0, people: 0 },
    { is: 'counting', done: 1, whole: 2, people: 10 },
    { is: 'done', impact, text: 'id: a' },
  ])
})

test.each<[string, (stop: () => void) => AsyncGenerator<ImpactNews>, unknown]>([
  [
    'a refusal',
    async function* () {
      yield await Promise.resolve({ is: 'refused' as const, error: 'why' })
    },
    { is: 'refused', error: 'why' },
  ],
  [
    'an answer that breaks off',
    async function* () {
      yield await Promise.resolve(progress)
    },
    { is: 'ended' },
  ],
  [
    'a server that goes away',
    async function* () {
      yield await Promise.reject<ImpactNews>(new StudioError('gone'))
    },
    { is: 'ended' },
  ],
  [
    'a stop',
    async function* (stop) {
      yield await Promise.resolve(progress)
      stop()
      throw new DOMException('', 'AbortError')
    },
    { is: 'stopped' },
  ],
])('%s is no result, and says so', async (_, news, end) => {
  const stop = new AbortController()
  const states = await endOf(
    () =>
      news(() => {
        stop.abort()
      }),
    stop.signal,
  )
  expect(states.at(-1)).toEqual(end)
})
