/** The report as text: what people are called is never markup, the same result is the same page, and nobody may be in it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { people } from '../../people/main.ts'
import { greengate, scratch } from '../../test-process.ts'
import { tags } from './markup.ts'

const set = (version: string): string =>
  fileURLToPath(
    new URL(`../../../test-vectors/rule-sets/hangzhou/${version}/cn-3301.json`, import.meta.url),
  )
const now = Date.parse('2020-03-18T21:30:00Z') / 1000
const hostile = `</script><img src=x onerror="alert(1)">'&`

test('ids, regions and facts that look like markup are text', async () => {
  await using folder = scratch()
  const lines = [...people({ seed: 9, now }, 200)].map((person) =>
    JSON.stringify({
      ...person,
      id: `${hostile}${person.id}`,
      region: hostile,
      facts: person.facts.map((fact) => ({ ...fact, id: hostile + fact.id })),
    }),
  )
  writeFileSync(folder.at('people.jsonl'), [...lines, '{}'].join('\n'))
  const args = ['rules', 'impact', set('08'), set('14'), '--population', folder.at('people.jsonl')]
  const [first, second, without] = await Promise.all(
    [['--with-facts'], ['--with-facts', '--workers', '1'], []].map((more, i) =>
      greengate([...args, ...more, '--html', folder.at(`${i}.html`)]),
    ),
  )
  for (const run of [first, second, without]) expect(run!.code).toBe(2)
  const [page, again, silent] = [0, 1, 2].map((i) => readFileSync(folder.at(`${i}.html`), 'utf8'))
  expect(again).toBe(page)
  expect(page!.split('&lt;img src=x').length).toBeGreaterThan(20)
  for (const text of [page!, silent!]) {
    expect(text).not.toContain('<img')
    expect(text.split('</script>')).toHaveLength(2)
    expect(text).not.toMatch(/ style=| on\w+=["']|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(text).toContain('id="bad-lines"')
  }
  const [fact] = (JSON.parse(lines[0]!) as { facts: { fields: object }[] }).facts
  expect(Object.keys(fact!.fields).length).toBeGreaterThan(0)
  expect(page).toContain('&quot;sampledAt&quot;')
  expect(silent).not.toContain('&quot;sampledAt&quot;')
})

test('where no one changes the page says so in both languages, and draws everybody', async () => {
  await using folder = scratch()
  const html = ['--html', folder.at('report.html'), '--lang', 'zh']
  const run = await greengate([
    'rules',
    'impact',
    set('14'),
    set('14'),
    '--synthetic',
    '50',
    ...html,
  ])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const page = readFileSync(folder.at('report.html'), 'utf8')
  expect(page).toContain(`<html lang="${tags.zh}">`)
  expect(page).toContain('无人改变结果')
  expect(page).toContain('No one changes outcome')
  expect([page.includes('id="flow-all"'), page.includes('id="flow-changed"')]).toEqual([
    true,
    false,
  ])
})
