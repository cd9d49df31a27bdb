/** The walk through the holder's page as it ships: a challenge before the camera, a code by the real command, shown live and taken by a gate. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, pinRoot, presentationId, verify, type Bundle } from 'greengate'
import { openRequest } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { readPresented } from '../../cli/edges/presented.ts'
import { greengate } from '../../cli/test-process.ts'
import { complaints } from '../walk/complaints.ts'
import { desktop, look, openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { allowClipboard } from '../walk/hands.ts'
import { writeFilm } from '../walk/pictures.ts'
import { openWalkedSite, type WalkedSite } from '../walk/walked-site.ts'
import { handsOn, localTime } from './test-hands.ts'
import { claimsToCommit } from './test-claims.ts'
import { watchStep } from './test-live.ts'
import { askElsewhere, countKept, foreignCard, readSecrets } from './test-kept.ts'

let walked: WalkedSite
let open: OpenBrowser
let browser: Browser
let hands: ReturnType<typeof handsOn>
let bundle: Bundle
const at = (name: string): string => join(walked.folder, name)
const command = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await greengate(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout.trimEnd()
}
const demoText = (id: string) => walked.demo.people.find((one) => one.id === id)?.text ?? ''
const decide = (text: string) =>
  verify(text, { bundle, now: new Date(), context: { ruleSet: walked.demo.ruleSet } })
/** What a person's camera reads off the screen. */
const readOff = async (selector: string): Promise<string> => {
  await writeFile(at('seen.png'), await hands.photograph(selector))
  return readPresented(at('seen.png'))
}

beforeAll(async () => {
  walked = await openWalkedSite()
  const { demo } = walked
  const root = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  bundle = await acceptBundle(root, demo.bundleBytes, new Date())
  await writeFile(at('issuer.jwk'), JSON.stringify(demo.keys.issuers.city), { mode: 0o600 })
  const challenge = await command('holder', 'challenge', '--keep', at('challenges'))
  await writeFilm(at('film.y4m'), [{ text: challenge, seconds: 1 }])
  open = await openBrowser({
    camera: { kind: 'file', path: at('film.y4m') },
    switches: walked.outside.switches,
  })
  browser = open.browser
  hands = handsOn(browser)
  await look(browser, desktop, 'light')
  await browser.url(`${walked.site.url}holder.html`)
  await allowClipboard(browser, walked.site.url)
  await hands.until('code-view [data-none]')
})
afterAll(async () => {
  await open.close()
  await walked.close()
})

test('a challenge before the camera becomes a request by a key that cannot be read', async () => {
  expect(await hands.study('empty')).toEqual([])
  await hands.go('add')
  expect(await hands.study('add')).toEqual([])
  await look(browser, desktop, 'light')
  await hands.press('greengate-scanner button.primary')
  await hands.until('request-card form')
  expect(await hands.study('challenge')).toEqual([])
  await hands.press('request-card button.primary')
  await hands.until('waiting-requests svg.code')
  expect(await hands.study('request')).toEqual([])
  expect(await readOff('waiting-requests svg.code')).toMatch(/^GGR1:/)
  const unread = [false, expect.stringContaining('InvalidAccessError')]
  expect(await browser.execute(readSecrets)).toEqual([unread])
})

test('the command answers it, and the code is shown live: a gate takes the picture on the screen', async () => {
  await writeFile(at('claims.json'), JSON.stringify(claimsToCommit(new Date())))
  const issue = ['issue', at('claims.json'), '--key', at('issuer.jwk'), '--out', at('code.png')]
  const asked = ['--request', at('seen.png'), '--challenges', at('challenges')]
  await command(...issue, ...asked, '--commit', '--opening-out', at('opening.json'))
  expect(await readdir(at('challenges'))).toEqual([])

  await hands.file(at('code.png'))
  await hands.until('import-card [data-binding="own"]')
  await hands.paste(await readFile(at('opening.json'), 'utf8'))
  await hands.until('import-card [data-fits="true"]')
  expect(await hands.text('import-card dl')).toMatch(/林\*.*123X/)
  expect(await hands.study('import')).toEqual([])
  await hands.press('import-card button.primary')
  await hands.until('[data-asked]')
  expect(await hands.study('live')).toEqual([])

  const bare = await readPresented(at('code.png'))
  const first = await readOff('live-code svg.code')
  expect((await decide(first)).outcome).toBe('pass')
  expect((await decide(bare)).reasons).toContainEqual({ code: 'live-proof-missing' })
  expect((await presentationId(first))?.code).toBe((await presentationId(bare))?.code)
  const left = async () => Number(await hands.attribute('live-code progress', 'value'))
  await expect.poll(left, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await left()).toBeLessThanOrEqual(30)
  await hands.press('live-code [data-large]')
  await hands.until('live-code dialog svg.code')
  expect(await hands.study('large')).toEqual([])
  expect((await decide(await readOff('live-code dialog svg.code'))).outcome).toBe('pass')
  await hands.keys(Key.Escape)
  await browser.waitUntil(async () => !(await hands.has('live-code dialog svg.code')))
  await hands.until('live-code svg.code')
})

test('hidden, it stops; looked at again it goes on, and the next takes the place of the last without a gap', async () => {
  await look(browser, desktop, 'light')
  await browser.minimizeWindow()
  await hands.until('live-code [data-state=hidden]', false)
  expect(await hands.has('live-code svg.code')).toBe(false)
  await browser.setWindowRect(0, 0, desktop.width, desktop.height)
  await hands.until('live-code svg.code')
  expect(await browser.execute(watchStep)).toEqual({ pictures: 2, missing: 0, rises: 1 })
})

test('check ahead: now, and when the code will have expired; a preview, and nothing that a gate shows', async () => {
  await hands.go('ahead')
  expect(await hands.overtake('ahead-view form')).toBe(true)
  await hands.press('ahead-view button.primary')
  await hands.until('[data-foretold="pass"]')
  expect(await hands.has('[data-reason="assessed-pass"]')).toBe(true)
  // Not the minutes of a proof: the hours of the code.
  const holds = Date.parse((await hands.attribute('[data-holds]', 'data-holds')) ?? '')
  expect(holds - Date.now()).toBeGreaterThan(3_600_000)
  expect(await hands.attribute('[data-after]', 'data-after')).not.toBe('pass')
  for (const drawn of ['svg', '[class*=outcome-]']) {
    expect(await hands.has(`ahead-result ${drawn}`)).toBe(false)
  }
  expect(await hands.study('ahead-now')).toEqual([])
  await hands.press('ahead-view input[value="planned"]')
  await hands.until('ahead-view input[name="then"]')
  const plan = async (hours: number): Promise<void> => {
    await hands.choose('ahead-view input[name="then"]', localTime(hours))
    await hands.press('ahead-view button.primary')
  }
  await plan(-2)
  await hands.until('[data-past]')
  await plan(30)
  await hands.until('[data-foretold="invalid"]')
  expect(await hands.has('[data-reason="expired"]')).toBe(true)
  expect(await hands.attribute('[data-stale-then]', 'data-stale-then')).toContain('timestamp')
  expect(await hands.study('ahead-planned')).toEqual([])
})

test('a family: codes of ours and of others, switched by arrow keys, renamed, ordered, removed', async () => {
  await hands.go('people')
  await hands.fill('people-view form:last-of-type [name="name"]', '外婆')
  await hands.press('people-view form:last-of-type button')
  await hands.until('people-view li:nth-child(2)')
  expect(await hands.study('people')).toEqual([])
  await hands.go('add')
  const child = demoText('pass-child')
  await hands.paste(child)
  await hands.until('import-card [data-binding="none"]')
  await hands.choose('import-card select', (await hands.values('import-card option'))[1] ?? '')
  await hands.press('import-card button.primary')
  await hands.until('code-view [data-binding="none"] live-code')
  expect(await readOff('live-code svg.code')).toBe(child)
  expect(await hands.has('[data-save]')).toBe(true)
  expect(await hands.has('live-code progress')).toBe(false)
  expect(await hands.study('static')).toEqual([])

  // Of other people's codes the text is theirs, as it stands; one that has expired is not shown.
  const card = await foreignCard()
  for (const [text, state] of [
    [card, 'svg.code'],
    [walked.person('expired').text, '[data-state=expired]'],
  ] as const) {
    await hands.go('add')
    await hands.paste(text)
    await hands.press('import-card button.primary')
    await hands.until(`live-code ${state}`)
    if (text === card) expect(await readOff('live-code svg.code')).toBe(card)
    expect(await hands.study(text === card ? 'foreign' : 'expired')).toEqual([])
  }

  await hands.focusOn('.people input:checked')
  await hands.keys(Key.ArrowLeft)
  await hands.until('code-view [data-binding="own"] live-code')

  await hands.go('people')
  await hands.press('people-view li:nth-child(2) [data-do="up"]')
  await browser.waitUntil(
    async () => (await hands.text('people-view li:first-child strong')) === '外婆',
  )
  expect(await hands.focus()).toMatch(/外婆/)
  await hands.press('people-view li:first-child [data-do="rename"]')
  await hands.fill('people-view [name="rename"]', 'Grandma')
  await hands.keys(Key.Enter)
  await browser.waitUntil(
    async () => (await hands.text('people-view li:first-child strong')) === 'Grandma',
  )
  await hands.press('people-view li:first-child [data-do="remove"]')
  expect(await hands.study('people-remove')).toEqual([])
  await hands.press('people-view [data-do="sure"]')
  await browser.waitUntil(async () => !(await hands.has('people-view li:nth-child(2)')))
})

test('what cannot be shown here is not kept, and each thing that is no code says what it is', async () => {
  await hands.go('add')
  await hands.paste(demoText('check-live'))
  await hands.until('import-card [data-binding="other"]')
  expect(await hands.has('import-card form')).toBe(false)
  expect(await hands.study('other-key')).toEqual([])
  for (const [text, notice] of [
    ['https://example.org/', 'not-a-code'],
    ['GGR1:AAAA', 'own-request'],
    ['GG1:AAAA', 'damaged'],
    [await readFile(at('opening.json'), 'utf8'), 'opening-kept'],
  ] as const) {
    await hands.paste(text)
    await hands.until(`[data-notice="${notice}"]`)
  }
})

test('a key of the other kind is made where it is asked for, and a request can be withdrawn', async () => {
  await hands.paste('AAECAwQFBgcICQoLDA0ODw')
  await hands.press('request-card summary')
  await hands.choose('request-card [name=key]', 'Ed25519')
  await hands.press('request-card button.primary')
  const challenge = Uint8Array.from({ length: 16 }, (_, i) => i)
  const { holderKey } = await openRequest(await readOff('waiting-requests svg.code'), challenge)
  expect(holderKey).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
  await hands.press('waiting-requests [data-withdraw]')
  await browser.waitUntil(async () => !(await hands.has('waiting-requests svg.code')))
})

test('the device says what it keeps and what is lost; a clock behind the data is told; the keyboard reaches all', async () => {
  await hands.go('device')
  expect(await hands.attribute('[data-storage]', 'data-storage')).toMatch(/^(kept|may-go)$/)
  expect(await hands.study('device')).toEqual([])
  await look(browser, desktop, 'light')
  await browser.execute(() => {
    const page = document.querySelector('holder-page')
    const known = page?.bundle
    if (page != null && known !== undefined) page.bundle = { ...known, floor: known.floor + 7200 }
  })
  await hands.until('[data-warning="clock"]')
  await hands.go('code')
  expect(await hands.study('clock')).toEqual([])
})

test('without server and network all is there, and the keyboard reaches it in the order in which it stands', async () => {
  await browser.waitUntil(() => browser.execute(() => navigator.serviceWorker.controller !== null))
  expect(await complaints(browser)).toEqual([])
  await walked.site.close()
  const without = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await browser.sendCommandAndGetResult('Network.emulateNetworkConditions', without)
  await browser.refresh()
  await hands.until('live-code svg.code')
  const order = await hands.tabs(12)
  expect(order).toEqual([
    'a Check somebody else’s code',
    ...['button 中文', 'button EN'],
    ...['Show', 'Add', 'Preview', 'People', 'Device'].map((part) => `a ${part}`),
    'button Full screen',
    'summary What this code was made from (only you have it)',
    ...['a Check ahead', 'button Delete this code'],
  ])
})

test('nothing leaves the device, and clearing leaves nothing on it', async () => {
  const kept = await browser.execute(() => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: sessionStorage.length,
    search: location.search,
    hash: location.hash,
  }))
  expect(kept).toEqual({
    cookie: '',
    local: ['greengate-language'],
    session: 0,
    search: '',
    hash: '#code',
  })
  const asked = walked.site.requests.map((path) => path.replace(/^\/|\?.*$/g, ''))
  expect(
    asked.filter((path) => !/^(?:[a-z0-9_-]+\.[a-z0-9]+|bundle\/[a-z0-9./]+)?$/i.test(path)),
  ).toEqual([])
  await hands.go('device')
  await hands.press('[data-do="clear"]')
  expect(await hands.study('clear')).toEqual([])
  await hands.press('[data-do="clear-sure"]')
  await hands.until('code-view [data-none]')
  expect(await browser.execute(countKept)).toEqual([0, 0, 0])
  // The only complaint is that nobody answers who has newer data.
  const heard = (await complaints(browser)) as readonly { readonly message: string }[]
  expect(heard.filter(({ message }) => !/\/bundle\/.* net::ERR_/.test(message))).toEqual([])
  expect(await browser.execute(askElsewhere)).toBe('connect-src')
  expect(walked.outside.strangers()).toEqual([])
})
