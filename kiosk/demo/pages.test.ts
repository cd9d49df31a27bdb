/** The sites of the demo: everybody's code with what must come of it, the bundle, and no private key. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, pinRoot, reasons, verify } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import type { Loopback } from '../station/loopback.ts'
import { layDemoLane, type DemoLane } from './demo-lane.ts'
import { liveCode } from './live-code.ts'
import { serveCodes, serveVerifier } from './pages.ts'

const instant = new Date('2020-03-01T12:00:00Z')
let top: string
let demo: Demo
let lane: DemoLane
let codes: Loopback
let verifier: Loopback

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  const pages = join(top, 'pages')
  await mkdir(pages)
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>verifier</title>')
  const surroundings = { now: () => instant, monotonicMs: () => performance.now(), log() {} }
  lane = layDemoLane(demo, surroundings)
  codes = await serveCodes({ demo, lane }, 0)
  verifier = await serveVerifier(pages, demo, 0)
})
afterAll(async () => {
  await codes.close()
  await lane.close()
  await verifier.close()
  await rm(top, { recursive: true })
})

/** Gets a path exactly as it is spelled, which fetch would not. */
const get = (site: Loopback, path: string) =>
  new Promise<{ status: number | undefined; bytes: Buffer }>((resolve, reject) => {
    const asked = request(site.origin, { path }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        resolve({ status: response.statusCode, bytes: Buffer.concat(parts) })
      })
    })
    asked.on('error', reject)
    asked.end()
  })

describe('the page of codes', () => {
  test('has everybody, with the outcome and the reasons to expect', async () => {
    const page = (await get(codes, '/')).bytes.toString()
    for (const { id, name, outcome, reasons: all } of demo.people) {
      const [, card = ''] = page.split(` id="${id}">`)
      const own = card.split('</article>', 1)[0]
      expect(own).toContain(name.zh)
      expect(own).toContain(outcomeWord[outcome].en)
      for (const code of all) expect(own).toContain(reasons[code].zh)
    }
  })

  test('has a picture of every code', async () => {
    for (const { id } of demo.people) {
      expect((await get(codes, `/people/${id}.svg`)).bytes.toString()).toContain('<svg')
      expect((await get(codes, `/people/${id}.png`)).status).toBe(200)
    }
  })

  test('has one person’s code alive: it passes, where a picture of it does not', async () => {
    const page = (await get(codes, '/')).bytes.toString()
    expect(page).toContain('id="live"')
    expect((await get(codes, '/live.js')).bytes.toString()).toContain('live.svg')
    const { status, bytes } = await get(codes, '/live.svg?step=1')
    expect(status).toBe(200)
    expect(bytes.toString()).toContain('<svg')
    const pinned = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
    const bundle = await acceptBundle(pinned, demo.bundleBytes, instant)
    const ask = async (now: Date) => {
      const given = { bundle, now, context: { ruleSet: demo.ruleSet } }
      return (await verify(await liveCode(demo, instant), given)).reasons.map(({ code }) => code)
    }
    expect(await ask(instant)).toEqual(['rule-pass'])
    expect(await ask(new Date(instant.getTime() + 180_000))).toEqual(['live-proof-expired'])
  })

  test.each([
    '/keys/root-1.jwk',
    '/people/../keys/root-1.jwk',
    '/people/..%2fkeys/root-1.jwk',
    '/people/%2e%2e/people.json',
    '/people',
    '/constructor',
  ])('has nothing at %s', async (path) => {
    expect((await get(codes, path)).status).toBe(404)
  })
})

describe('the lane on the page of codes', () => {
  /** Posts as a page of this very server does, but for what is said otherwise. */
  const post = (said: {
    readonly headers?: Readonly<Record<string, string>>
    readonly path?: string
    readonly method?: string
    readonly body?: string
  }) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { path = '/lane', method = 'POST', body = '{"act":"place","id":"card-check"}' } = said
      const ours = { Origin: codes.origin, 'Content-Type': 'application/json' }
      const headers = { ...ours, ...said.headers }
      const asked = request(codes.origin, { path, method, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const card = async () =>
    (JSON.parse((await get(codes, '/lane.json')).bytes.toString()) as { card: unknown }).card

  test('has every card with a button, its outcome, and how staff sign in', async () => {
    const page = (await get(codes, '/')).bytes.toString()
    for (const { id, name, outcome } of demo.cards) {
      const own = page.split(`data-card="${id}">`)[1]?.split('</li>', 1)[0]
      expect(own).toContain(name.zh)
      expect(own).toContain(outcomeWord[outcome].en)
      expect(own).toContain(`data-act="place" data-id="${id}"`)
    }
    for (const { id } of demo.people) expect(page).toContain(`data-act="scan" data-id="${id}"`)
    for (const said of ['F2', '246810']) expect(page).toContain(said)
  })

  test.each([
    ['another origin', { headers: { Origin: 'http://127.0.0.1:1' } }, 403],
    ['a page without one', { headers: { Origin: 'null' } }, 403],
    ['a form', { headers: { 'Content-Type': 'text/plain' } }, 403],
    ['another name for this machine', { headers: { Host: 'localhost' } }, 421],
    ['another path', { path: '/lane.json' }, 405],
    ['another method', { method: 'PUT' }, 405],
    ['what is no act', { body: '{"act":"open"}' }, 400],
    ['a card of nobody', { body: '{"act":"place","id":"card-0"}' }, 400],
    ['more than an act', { body: ' '.repeat(100_000) }, 413],
  ])('does nothing for %s', async (_what, said, status) => {
    expect(await post(said)).toBe(status)
    expect(await card()).toBeNull()
  })

  test('does what its own page asks', async () => {
    expect(await post({})).toBe(204)
    expect(await card()).toBe('card-check')
    expect(await post({ body: '{"act":"lift"}' })).toBe(204)
    expect(await card()).toBeNull()
  })

  test('the site of the web verifier takes nothing at all', async () => {
    const headers = { Origin: verifier.origin, 'Content-Type': 'application/json' }
    const { status } = await fetch(`${verifier.origin}/lane`, { method: 'POST', headers })
    expect(status).toBe(405)
  })
})

describe('the site of the web verifier', () => {
  test('serves the page, the root and the bundle', async () => {
    expect((await get(verifier, '/')).bytes.toString()).toContain('verifier')
    expect((await get(verifier, '/bundle/root.ggb')).bytes.equals(demo.rootBytes)).toBe(true)
    expect((await get(verifier, '/bundle/bundle.ggb')).bytes.equals(demo.bundleBytes)).toBe(true)
  })

  test('serves no other file of the demo', async () => {
    expect((await get(verifier, '/bundle/people.json')).status).toBe(404)
    expect((await get(verifier, '/bundle/../../demo/people.json')).status).toBe(404)
  })

  test('is not there when it was not built', async () => {
    const unbuilt = serveVerifier(join(top, 'demo'), demo, 0)
    await expect(unbuilt).rejects.toMatchObject({ code: 'ERR_STATION_NOT_BUILT' })
  })
})
