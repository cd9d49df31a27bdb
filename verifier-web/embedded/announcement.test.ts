/** What is told, and to whom. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { verify, type Decision } from 'greengate'
import { announce, announcementOf, namedParents, type Announcement } from './announcement.ts'

const decide = (text: string): Promise<Decision> =>
  verify(text, {
    bundle: undefined,
    now: new Date('2026-03-01T08:00:00Z'),
    context: { ruleSet: 'cn-3301' },
  })

test('the message is outcome, reasons, rule and basis, and no more', async () => {
  const secret = 'GG1:SOMETHING THAT NOBODY ELSE MAY KNOW'
  const decision = await decide(secret)
  const message = announcementOf(decision)
  expect(Object.keys(message)).toEqual(['type', 'version', 'outcome', 'reasons', 'rule', 'basis'])
  expect(message).toMatchObject({
    outcome: decision.outcome,
    reasons: decision.reasons.map(({ code }) => code),
    rule: null,
    basis: { now: decision.basis.now, context: decision.basis.context },
  })
  expect(JSON.stringify(message)).not.toContain(secret.slice(4))
})

test('which status list was asked, and so who issued the code and when, is not told', async () => {
  const decision = await decide('x')
  const status = [{ list: 'cn-4201/2026-02', version: 3, sha256: 'a' }]
  const basis = { ...decision.basis, status }
  const message = announcementOf({ ...decision, basis })
  expect(JSON.stringify(message)).not.toContain('4201')
  expect(message.basis).not.toHaveProperty('status')
})

test('of the rules that fired the first is named', async () => {
  const decision = await decide('x')
  const rule = { set: 'cn-3301', version: 3, no: 7 }
  const reasons = [{ code: 'expired' }, { code: 'rule-stop', rule }]
  expect(announcementOf({ ...decision, reasons } as unknown as Decision).rule).toEqual(rule)
})

test.each<[string | undefined, readonly string[]]>([
  [undefined, []],
  ['', []],
  ['https://hotel.example', ['https://hotel.example']],
  [' https://a.example\n  http://127.0.0.1:8080 ', ['https://a.example', 'http://127.0.0.1:8080']],
  ['* null self https:', []],
  ['https://hotel.example/ https://hotel.example/desk', []],
  ['https://*.example http://hotel.example', []],
  ['HTTPS://HOTEL.EXAMPLE hotel.example file:///desk', []],
])('of the parents %j it knows %j', (names, parents) => {
  expect(namedParents(names)).toEqual(parents)
})

test('each named origin is told, and nobody where none is named or nobody is around', async () => {
  const decision = await decide('x')
  const told: [Announcement, string][] = []
  const around = { postMessage: (...one: [Announcement, string]) => void told.push(one) }
  announce(decision, around, [])
  announce(decision, undefined, ['https://a.example'])
  expect(told).toEqual([])
  announce(decision, around, ['https://a.example', 'https://b.example'])
  const message = announcementOf(decision)
  expect(told).toEqual([
    [message, 'https://a.example'],
    [message, 'https://b.example'],
  ])
})

test('nothing that the frame is made of listens to a message of the page around it', () => {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const source = readFileSync(path, 'utf8')
    for (const [, to = ''] of source.matchAll(/(?:from|import|import\() ?'(\.[^']+\.ts)'/g))
      visit(join(dirname(path), to))
  }
  visit(join(import.meta.dirname, 'main.ts'))
  expect(seen.size).toBeGreaterThan(20)
  const all = globSync('**/*.ts', { cwd: join(import.meta.dirname, '..') })
  const listens = /(?:window|self|globalThis|^)\.?(?:addEventListener\('message'|onmessage =)/m
  // The control: the worker of the pages listens to its pages in just this way.
  const listening = all.filter((path) =>
    listens.test(readFileSync(join(import.meta.dirname, '..', path), 'utf8')),
  )
  expect(listening).toContain(join('offline', 'worker.ts'))
  expect([...seen].filter((path) => listens.test(readFileSync(path, 'utf8')))).toEqual([])
})
