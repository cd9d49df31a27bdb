/** Status lists end to end: issued, revoked, published as a delta, and refused at the next poll. */
import { createServer } from 'node:http'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { verify, type Decision } from 'greengate'
import { generateKey, publicJwk } from 'greengate/issue'
import { folderSource, httpSource, memoryStore, openBundle } from 'greengate/update'
import type { OpenBundle } from 'greengate/update'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  after,
  day,
  founded,
  hour,
  ruleSet,
  testAuthority,
  text,
} from '../bundle/test-authority.ts'
import type { TestAuthority } from '../bundle/test-authority.ts'
import { addIssuer } from '../bundle/trust.ts'
import { greengate, type Run } from '../test-process.ts'

const issuer = 'cn-3301'
/** All of it happens on one day of December; its list was made in November's stead, told so. */
const month = '2026-12'

let authority: TestAuthority
let key: string
beforeAll(async () => {
  authority = await testAuthority()
  const jwk = await generateKey('Ed25519')
  key = authority.at('issuer.jwk')
  writeFileSync(key, JSON.stringify(jwk), { mode: 0o600 })
  const line = {
    ...{ jwk: publicJwk(jwk), from: text(0), until: text(300 * day) },
    ...{ states: ['*'], covers: ['*'], regions: ['*'], sets: ['cn-3301*'] },
  }
  const listed = { id: issuer, name: { zh: '甲', en: 'A' }, status: 'lists' } as const
  await addIssuer(await authority.shelf(), listed, line, founded)
  await authority.sign(founded, ['trust-1'], 'trust/1')
  await authority.sign(founded, ['facts-1'], 'facts/1')
  const open = {
    ...{ no: 1, id: 'open', outcome: 'pass', requires: [{ kind: 'test', maxAge: 'P2D' }] },
    ...{ when: { value: true }, reason: { zh: '放行', en: 'open' } },
  }
  await authority.add(ruleSet(1, 0, { rules: [open] }))
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
})
afterAll(() => authority[Symbol.asyncDispose]())

const done = async (...args: readonly string[]): Promise<Run> => {
  const run = await greengate(args, { cwd: authority.at('.') })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  return run
}
const status = (now: Date, ...args: readonly string[]): Promise<Run> =>
  done('status', ...args, '--now', now.toISOString(), '--by', 'Li Wei', '--json')

/** What an issuer does every day: draft, sign, publish. */
async function publishLists(now: Date, version: number): Promise<void> {
  await status(now, 'publish')
  await authority.sign(now, ['status-1'], `status/${issuer}/${month}/${version}`)
  await authority.publish(now)
}

async function issueCode(name: string, ...more: readonly string[]): Promise<string> {
  const claims = {
    ...{ issuer, class: 'app', issuedAt: text(hour), validUntil: text(5 * day) },
    covers: [{ kind: 'test', until: text(hour) }],
    facts: [],
  }
  writeFileSync(authority.at('claims.json'), JSON.stringify(claims))
  const path = authority.at(`${name}.txt`)
  const where = ['--key', key, '--out', path, '--json']
  const { stdout } = await done('issue', authority.at('claims.json'), ...where, ...more)
  // What is to be revoked or replaced some day has to be written down now.
  const { place } = JSON.parse(stdout) as { readonly place?: string }
  if (more.includes('--status')) expect(place).toBe(await indexOf(`${name}.txt`))
  return readFileSync(path, 'utf8').trimEnd()
}

async function indexOf(path: string): Promise<string> {
  const run = await greengate(['inspect', authority.at(path), '--json', '--now', text(hour)])
  const { payload } = JSON.parse(run.stdout) as {
    readonly payload: { readonly statusIndex: number }
  }
  return `${month}/${String(payload.statusIndex)}`
}

const decided = (opened: OpenBundle, code: string, now: Date): Promise<Decision> =>
  verify(code, { bundle: opened.bundle, now, context: { ruleSet: issuer } })

test('issue, pass, suspend, restore, revoke, replace: at the next poll, by the net and by a folder', async () => {
  const asked: string[] = []
  const server = createServer(({ url = '/' }, response) => {
    const file = join(authority.at('published'), url)
    asked.push(url)
    if (existsSync(file)) response.end(readFileSync(file))
    else response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const sources = [
    httpSource(`http://127.0.0.1:${String(port)}/`),
    folderSource(authority.at('published')),
  ]
  const verifiers = await Promise.all(
    sources.map((source) =>
      openBundle({ root: authority.root(), store: memoryStore(), worlds: ['test'], source }),
    ),
  )
  const expectAll = async (code: string, now: Date, expected: object): Promise<void> => {
    for (const verifier of verifiers)
      expect(await decided(verifier, code, now)).toMatchObject(expected)
  }
  const poll = async (now: Date): Promise<void> => {
    for (const verifier of verifiers)
      expect(await verifier.refresh(now)).toMatchObject({ state: 'updated' })
  }
  const pass = { outcome: 'pass' }
  const revoked = { outcome: 'invalid', reasons: [{ code: 'revoked' }] }

  const entries = ['--entries', '65536', '--issuer', issuer]
  const late = await greengate(['status', 'create', month, ...entries, '--now', text(0)], {
    cwd: authority.at('.'),
  })
  expect(late.code).toBe(2)
  await status(after(hour), 'create', month, ...entries, '--late')
  await authority.sign(after(hour), ['status-1'], `status/${issuer}/${month}/1`)
  await authority.publish(after(hour))
  const [store, label] = [
    ['--status', 'status.db'],
    ['--label', 'case-7'],
  ]
  const first = await issueCode('first', ...store, ...label)
  const second = await issueCode('second', ...store)
  await poll(after(2 * hour))
  await expectAll(first, after(2 * hour), pass)

  await status(after(3 * hour), 'suspend', '--label', 'case-7', '--why', 'reported stolen')
  await publishLists(after(3 * hour), 2)
  // Until they hear of it they go by what they have.
  await expectAll(first, after(3 * hour), pass)
  asked.length = 0
  await poll(after(3 * hour))
  await expectAll(first, after(3 * hour), revoked)
  await expectAll(second, after(3 * hour), pass)
  // Of 8 KiB of bits only what changed has travelled.
  expect(asked.filter((path) => /^\/(data|bundle)/.test(path))).toEqual([])
  const [delta] = asked.filter((path) => path.startsWith('/delta/'))
  expect(readFileSync(join(authority.at('published'), delta ?? '')).length).toBeLessThan(60)

  await status(after(4 * hour), 'restore', await indexOf('first.txt'))
  await publishLists(after(4 * hour), 3)
  await poll(after(4 * hour))
  await expectAll(first, after(4 * hour), pass)

  await status(after(5 * hour), 'revoke', '--code', 'first.txt', '--why', 'another person')
  const again = await issueCode('again', ...store, '--replaces', await indexOf('second.txt'))
  await publishLists(after(5 * hour), 4)
  await poll(after(5 * hour))
  await expectAll(first, after(5 * hour), revoked)
  await expectAll(second, after(5 * hour), revoked)
  await expectAll(again, after(5 * hour), pass)

  const back = await greengate(['status', 'restore', await indexOf('first.txt')], {
    cwd: authority.at('.'),
  })
  expect(back.code).toBe(2)
  const { stdout } = await status(after(5 * hour), 'show', await indexOf('first.txt'))
  const deeds = JSON.parse(stdout) as readonly { readonly what: string; readonly why: string }[]
  expect(deeds.map(({ what }) => what)).toEqual(['allocated', 'suspended', 'restored', 'revoked'])
  expect(deeds.at(-1)).toMatchObject({ who: 'Li Wei', why: 'another person' })
  const stale = after(5 * hour + 2 * day + 1000)
  await authority.publish(stale)
  await poll(stale)
  const old = await decided(verifiers[0] as OpenBundle, again, stale)
  expect(old.outcome).toBe('check')
  expect(old.reasons).toContainEqual({ code: 'bundle-stale', role: 'status' })
  await expectAll(first, stale, revoked)
  server.close()
})

test('a code that anybody wrote another’s index into does not reach the other', async () => {
  const claims = JSON.parse(readFileSync(authority.at('claims.json'), 'utf8')) as object
  const [, index] = (await indexOf('again.txt')).split('/')
  writeFileSync(
    authority.at('forged.json'),
    JSON.stringify({ ...claims, statusIndex: Number(index) }),
  )
  const other = authority.at('other.jwk')
  await done('keys', 'create', other)
  await done(
    'issue',
    authority.at('forged.json'),
    '--key',
    other,
    '--out',
    authority.at('forged.txt'),
  )
  const run = await greengate(['status', 'revoke', '--code', 'forged.txt', '--why', 'x'], {
    cwd: authority.at('.'),
  })
  expect(run.code).toBe(2)
  expect((await status(after(day), 'show', await indexOf('again.txt'))).stdout).not.toContain(
    'revoked',
  )
})

test('a month that is over is closed: its bits need not be carried, and its codes are for staff', async () => {
  const now = after(32 * day)
  const source = folderSource(authority.at('published'))
  const verifier = await openBundle({
    ...{ root: authority.root(), store: memoryStore(), worlds: ['test'], source },
  })
  await verifier.refresh(after(3 * day))
  expect([...verifier.bundle.data.values()].map(({ length }) => length)).toEqual([8192])
  await status(now, 'close', month)
  const [header] = JSON.parse((await status(now, 'publish')).stdout) as [{ readonly place: string }]
  expect(JSON.parse(readFileSync(authority.at(header.place), 'utf8'))).toMatchObject({
    entries: 0,
    data: { length: 1 },
  })
  await authority.sign(now, ['status-1'], `status/${issuer}/${month}/5`)
  await authority.publish(now)
  expect(await verifier.refresh(now)).toMatchObject({ state: 'updated' })
  expect([...verifier.bundle.data.values()].map(({ length }) => length)).toEqual([1])
  expect(JSON.parse((await status(now, 'publish')).stdout)).toEqual([])
  const label = await greengate(['status', 'revoke', '--label', 'case-7', '--why', 'x'], {
    cwd: authority.at('.'),
  })
  expect(label.code).toBe(2)
  expect(readFileSync(authority.at('status.db')).includes('case-7')).toBe(false)
})

test('where a list can be looked into by nobody it is not drafted', async () => {
  await using elsewhere = await testAuthority()
  const line = {
    ...{ jwk: publicJwk(await generateKey('Ed25519')), from: text(0), until: text(day) },
    ...{ states: ['*'], covers: ['*'], regions: ['*'], sets: [] },
  }
  const listed = { id: issuer, name: { zh: '甲', en: 'A' }, status: 'none' } as const
  await addIssuer(await elsewhere.shelf(), listed, line, founded)
  const run = await greengate(
    ['status', 'create', '2027-03', '--issuer', issuer, '--now', text(0)],
    { cwd: elsewhere.at('.') },
  )
  expect(run.code).toBe(2)
  expect(elsewhere.list().filter((path) => path.includes('2027-03'))).toEqual([])
})
