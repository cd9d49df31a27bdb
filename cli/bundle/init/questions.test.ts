/** What the ceremony asks, and what becomes of answers: read, refused, shown once more, and given again. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answersOf } from '../../edges/questions.ts'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import { refuseUsed } from './found.ts'
import { questions, type Founding } from './questions.ts'

const now = new Date('2026-12-01T00:00:00Z')
const review = { zh: '?', en: '?' }

/** Somebody who answers the questions in turn; an empty answer takes what is offered. */
async function answer(lines: readonly string[], isReviewed = true) {
  const left = [...lines]
  const asked: string[] = []
  const terminal = {
    ask(prompt: string) {
      asked.push(prompt)
      const line = left.shift()
      return line === undefined ? Promise.reject(new OperatorError('ended')) : Promise.resolve(line)
    },
    say: () => undefined,
    close: () => undefined,
  }
  const how = { terminal, now, language: 'en', ...(isReviewed && { review }) } as const
  const founding: Founding = await answersOf(questions, {}, how)
  expect(left).toEqual([])
  return { founding, asked }
}

/** Fifteen are asked where there is no emergency role. */
const usual = Array.from({ length: 15 }, () => '')
const numberOf = (name: keyof Founding) =>
  String(questions.findIndex((question) => question.name === name) + 1)

test('Enter takes what is offered, and nothing is made before somebody says yes', async () => {
  const { founding, asked } = await answer([...usual, '', 'perhaps', 'y'])
  expect(founding).toMatchObject({ world: 'test', emergency: undefined, root: { threshold: 2 } })
  expect(asked).toHaveLength(18)
  await expect(answer([...usual, 'no'])).rejects.toBeInstanceOf(OperatorError)
  await expect(answer(usual)).rejects.toBeInstanceOf(OperatorError)
})

test('any answer may be given again at the end, and those that hang on it are asked for', async () => {
  const again = [
    numberOf('prefix'),
    'cn-33',
    numberOf('emergencyPrefix'),
    'emergency.',
    '2 of A, B',
  ]
  const { founding } = await answer([...usual, ...again, '是'])
  expect(founding).toMatchObject({
    prefix: 'cn-33',
    emergencyPrefix: 'emergency.',
    emergency: { threshold: 2, holders: [{ name: 'A' }, { name: 'B' }] },
  })
  const back = [numberOf('emergencyPrefix'), '-', 'yes']
  const undone = await answer([...usual, ...again, ...back])
  expect(undone.founding.emergency).toBeUndefined()
})

test('an end that is past, and a real authority that rests on no document, are asked about again', async () => {
  const lines = ['production', '', '', '', 'Decree 7', '2026-11-30', 'soon', '2027-06-30']
  const { founding } = await answer([...lines, ...usual.slice(5), 'yes'])
  expect(founding).toMatchObject({ legalBasis: ['Decree 7'], endsAt: '2027-06-30T00:00:00Z' })
})

test.each([
  { world: 'production' },
  { endsAt: '2020-01-01' },
  { emergencyPrefix: 'x.', emergency: 'A' },
])('flags %j are refused, asked or not', async (given) => {
  const asking = { terminal: undefined, now, language: 'en' } as const
  await expect(answersOf(questions, given, asking)).rejects.toBeInstanceOf(OperatorError)
})

test('a folder that is used is refused before anything is asked', async () => {
  await using folder = scratch()
  await refuseUsed(folder.at('new'))
  mkdirSync(folder.at('empty'))
  await refuseUsed(folder.at('empty'))
  writeFileSync(folder.at('file'), '')
  for (const path of [folder.path, folder.at('file')])
    await expect(refuseUsed(path)).rejects.toBeInstanceOf(OperatorError)
})
