/** Evaluating CertLogic from the command line: one expression, many lines, and lines that are none. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'

const lines = (...items: unknown[]): string =>
  items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('\n')
const answersOf = (stdout: string): unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)

const code = 'ERR_CERTLOGIC_MALFORMED'
const refused = (id: string | number): unknown => ({
  id,
  error: { code, message: expect.any(String) as string },
})
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

test('every line is answered in order, be it with a result or with an error', async () => {
  const input = lines(
    { id: 'sum', logic: { '+': [{ var: 'a' }, 1] }, data: { a: 1 } },
    { id: 2, logic: { nonsense: [1] }, data: {} },
    '',
    { id: 'time', logic: { plusTime: ['2020-02-29', 1, 'year'] } },
    { id: 'nothing', logic: { var: 'x' }, data: null },
    { id: 'no-logic', data: {} },
    `{"id":"deep","logic":${nested(20_000)}}`,
    `{"id":"deep-data","logic":{"var":""},"data":${nested(20_000)}}`,
    { id: 'last', logic: true, data: 1 },
  )
  const run = await greengate(['rules', 'eval', '--jsonl'], { input })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(answersOf(run.stdout)).toEqual([
    { id: 'sum', result: 2 },
    refused(2),
    { id: 'time', result: '2021-03-01T00:00:00.000Z' },
    { id: 'nothing', result: null },
    refused('no-logic'),
    refused('deep'),
    refused('deep-data'),
    { id: 'last', result: true },
  ])
})

test('a malformed line is named on stderr, and the others are answered', async () => {
  const input = lines('not json', '[]', '{"logic":true}', '{"id":1,"logic":true}')
  const run = await greengate(['rules', 'eval', '--jsonl', '-'], { input })
  expect(run).toMatchObject({ code: 2, stdout: '{"id":1,"result":true}\n' })
  expect(run.stderr.match(/^greengate: stdin line [123]: [^\n]+; see [^\n]+$/gm)).toHaveLength(3)
})

test('lines and single expressions are read from files too', async () => {
  await using folder = scratch()
  const one = { logic: { '!': [{ var: 'x' }] }, data: {} }
  writeFileSync(folder.at('one.json'), JSON.stringify(one))
  writeFileSync(folder.at('many.jsonl'), lines({ id: 1, ...one }))
  const runs = await Promise.all([
    greengate(['rules', 'eval', folder.at('one.json')]),
    greengate(['rules', 'eval', '--jsonl', folder.at('many.jsonl')]),
  ])
  expect(runs[0]).toMatchObject({ code: 0, stdout: 'true\n', stderr: '' })
  expect(runs[1]).toMatchObject({ code: 0, stdout: '{"id":1,"result":true}\n', stderr: '' })
})

test.each([
  [['--jsonl'], ''],
  [['--jsonl', 'absent.jsonl'], ''],
  [[], ''],
  [[], 'null'],
  [[], '{"data":1}'],
  [['absent.json'], ''],
])('%j with %j on stdin is one line on stderr, exit code 2', async (args, input) => {
  const run = await greengate(['rules', 'eval', ...args], { input })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})

test('an expression that does not evaluate says its code', async () => {
  const run = await greengate(['rules', 'eval'], { input: '{"logic":{"<":["a",1]}}' })
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toContain(code)
})
