/** Formatting rule sets from the command line: in place, only asked, piped, and with errors. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'

const loose = `id:   demo # ours
rules:
 - no: 1
   when: >
     some(contact,closeness="close"   # near
       and days(at)<=14 days)
`
const formed = `id: demo # ours
rules:
  - no: 1
    when: |
      some(contact,
        closeness = "close" # near
        and days(at) <= 14
      )
`

test('files are brought into form, and the changed ones are named', async () => {
  await using folder = scratch()
  const [a, b] = [folder.at('a.yaml'), folder.at('b.yaml')]
  writeFileSync(a, loose)
  writeFileSync(b, formed)
  const check = await greengate(['rules', 'fmt', '--check', a, b])
  expect(check).toMatchObject({ code: 1, stdout: `${a}\n`, stderr: '' })
  expect(readFileSync(a, 'utf8')).toBe(loose)
  const run = await greengate(['rules', 'fmt', a, b])
  expect(run).toMatchObject({ code: 0, stdout: `${a}\n`, stderr: '' })
  expect(readFileSync(a, 'utf8')).toBe(formed)
  const again = await greengate(['rules', 'fmt', '--check', '--json', a, b])
  expect(again.code).toBe(0)
  expect(again.stdout.trim().split('\n')).toEqual(
    [a, b].map((file) => JSON.stringify({ file, inForm: true })),
  )
})

test('what is piped in is printed in form', async () => {
  const run = await greengate(['rules', 'fmt', '-'], { input: loose })
  expect(run).toMatchObject({ code: 0, stdout: formed, stderr: '' })
})

test('every error of a file is shown at its characters, and the others are formatted', async () => {
  await using folder = scratch()
  const [bad, good] = [folder.at('bad.yaml'), folder.at('good.yaml')]
  const wrong = `rules:
  - when: 'some(stay, "温州" == region)'
    unless: sone(contact)
`
  writeFileSync(bad, wrong)
  writeFileSync(good, loose)
  const run = await greengate(['rules', 'fmt', bad, good])
  expect(run).toMatchObject({ code: 2, stdout: `${good}\n` })
  expect(readFileSync(bad, 'utf8')).toBe(wrong)
  expect(readFileSync(good, 'utf8')).toBe(formed)
  const lines = run.stderr.split('\n')
  expect(lines[0]).toContain('bad.yaml:2:28: ')
  expect(lines[3]).toContain('bad.yaml:3:13: ')
  // Two characters of the text are two columns wide each.
  expect(lines[2]!.indexOf('^^')).toBe(lines[1]!.indexOf('==') + 2)
  expect(lines[5]!.indexOf('^^^^')).toBe(lines[4]!.indexOf('sone'))
})

test.each([[[]], [['absent.yaml']]])('fmt %j is one line on stderr, exit code 2', async (args) => {
  const run = await greengate(['rules', 'fmt', ...args])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})
