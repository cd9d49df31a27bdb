/** Which questions are asked while somebody types, and whose answers are heard. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { JudgeLoop } from './judge-loop.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const setUp = () => {
  const asked: { question: string; signal: AbortSignal; answer: (text: string) => void }[] = []
  const heard: unknown[] = []
  let most = 0
  let now = 0
  const loop = new JudgeLoop<string, string>({
    judge(question, signal) {
      now += 1
      most = Math.max(most, now)
      return new Promise<string>((resolve, reject) => {
        asked.push({ question, signal, answer: resolve })
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }).finally(() => {
        now -= 1
      })
    },
    onAnswer: (answer) => heard.push(answer),
    onFault: (error) => heard.push({ error }),
    pauseMs: 150,
  })
  return { loop, asked, heard, most: () => most }
}

test('nothing is asked before the pause, and then only the newest', async () => {
  const { loop, asked } = setUp()
  for (const text of ['a', 'ab', 'abc']) {
    loop.ask(text)
    await vi.advanceTimersByTimeAsync(149)
  }
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(asked.map(({ question }) => question)).toEqual(['abc'])
})

test('an older question is stopped, its answer never heard, and there are never two at once', async () => {
  const { loop, asked, heard, most } = setUp()
  loop.ask('old')
  await vi.advanceTimersByTimeAsync(150)
  loop.ask('new')
  expect(asked[0]!.signal.aborted).toBe(true)
  asked[0]!.answer('of old')
  await vi.advanceTimersByTimeAsync(150)
  asked[1]!.answer('of new')
  await vi.advanceTimersByTimeAsync(0)
  expect([heard, most()]).toEqual([['of new'], 1])
})

test('a server that does not stop at once is waited for', async () => {
  const answers: ((text: string) => void)[] = []
  const heard: string[] = []
  const loop = new JudgeLoop<string, string>({
    judge: (question) => new Promise((resolve) => answers.push(() => resolve(question))),
    onAnswer: (answer) => heard.push(answer),
    onFault: (error) => {
      throw error
    },
    pauseMs: 150,
  })
  loop.ask('slow')
  await vi.advanceTimersByTimeAsync(150)
  loop.ask('next')
  await vi.advanceTimersByTimeAsync(1000)
  expect(answers).toHaveLength(1)
  answers[0]!('')
  await vi.advanceTimersByTimeAsync(0)
  expect(answers).toHaveLength(2)
  answers[1]!('')
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual(['next'])
})

test('a fault is heard, and the next question is asked all the same', async () => {
  const { loop, asked, heard } = setUp()
  loop.ask('a', true)
  await vi.advanceTimersByTimeAsync(0)
  asked[0]!.answer('one')
  await vi.advanceTimersByTimeAsync(0)
  loop.ask('b')
  loop.stop()
  await vi.advanceTimersByTimeAsync(500)
  expect([asked.length, heard]).toEqual([1, ['one']])
})
