/** Live codes on the command line: challenge, request, issue, live, each by its own hands, and what is refused. */
import { readdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentationId } from 'greengate'
import { greengate, scratch, type Scratch } from '../test-process.ts'

const claims = {
  issuer: 'demo-hz',
  class: 'app',
  issuedAt: '2020-03-01T00:00:00Z',
  validUntil: '2020-03-02T00:00:00Z',
  covers: [{ kind: 'contact', until: '2020-03-01T00:00:00Z' }],
  facts: [],
}

let folder: Scratch
const file = (name: string): string => folder.at(name)
const line = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await greengate(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout.trimEnd()
}
const refused = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await greengate(args)
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1])
  return stderr
}
const issueTo = (request: string, ...args: readonly string[]): readonly string[] => [
  'issue',
  file('claims.json'),
  '--key',
  file('issuer.jwk'),
  '--request',
  request,
  ...args,
]
const kept = (): readonly string[] => ['--challenges', file('challenges')]
const ask = async (challenge: string): Promise<string> =>
  line('holder', 'request', '--key', file('holder.jwk'), '--challenge', challenge)

beforeAll(async () => {
  folder = scratch()
  writeFileSync(file('claims.json'), JSON.stringify(claims))
  await line('keys', 'create', file('issuer.jwk'))
  await line('keys', 'create', file('holder.jwk'), '--alg', 'ESP256')
  await line('keys', 'create', file('stranger.jwk'), '--alg', 'ESP256')
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

test('a request over a kept challenge gives a code that its holder alone shows live', async () => {
  const challenge = await line('holder', 'challenge', '--keep', file('challenges'))
  const request = await ask(challenge)
  const code = await line(...issueTo(request, ...kept()))
  expect(readdirSync(file('challenges'))).toEqual([])
  writeFileSync(file('code.txt'), code)
  const once = ['--once', '--now', '2020-03-01T12:00:00Z']
  const live = await line('live', file('code.txt'), '--key', file('holder.jwk'), ...once)
  expect(await presentationId(live)).toEqual({
    code: (await presentationId(code))!.code,
    step: Date.parse('2020-03-01T12:00:00Z') / 30_000,
  })
  const json = await line('live', code, '--key', file('holder.jwk'), ...once, '--json')
  expect(JSON.parse(json)).toMatchObject({ step: 52_768_800, until: '2020-03-01T12:00:30Z' })
  expect(await refused('live', code, '--key', file('stranger.jwk'), ...once)).toMatch(
    /ERR_LIVE_KEY/,
  )
  expect(await refused('live', code, '--key', file('holder.jwk'))).toMatch(/expired/)
  // What was answered once is not answered again.
  await refused(...issueTo(request, ...kept()))
})

test('a request is for the challenge that was given, and for one that is kept', async () => {
  const challenge = await line('holder', 'challenge')
  const request = await ask(challenge)
  const other = await line('holder', 'challenge')
  expect(await refused(...issueTo(request, '--challenge', other))).toMatch(/ERR_REQUEST_CHALLENGE/)
  await refused(...issueTo(request, ...kept()))
  await refused(...issueTo(request))
  await refused(...issueTo(request, '--challenge', challenge, ...kept()))
  await refused(...issueTo('GGR1:AAAA', '--challenge', challenge))
  await refused('issue', file('claims.json'), '--key', file('issuer.jwk'), '--challenge', other)
  expect(await line(...issueTo(request, '--challenge', challenge))).toMatch(/^GG1:/)
})
