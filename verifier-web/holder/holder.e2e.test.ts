/** The walk through the holder's page as it ships: a challenge before the camera, a code by the real command, shown live and taken by a gate. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, pinRoot, presentationId, verify, type Bundle } from 'greengate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { Key } from 'webdriverio'
import { healthAt } from '../../cli/demo/health.ts'
import { readPresented } from '../../cli/edges/presented.ts'
import { greengate } from '../../cli/test-process.ts'
import { complaints } from '../walk/complaints.ts'
import { desktop, look, openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { allowClipboard } from '../walk/hands.ts'
import { writeFilm } from '../walk/pictures.ts'
import { openWalkedSite, type WalkedSite } from '../walk/walked-site.ts'
import { handsOn } from './test-hands.ts'

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
const decide = (text: string) =>
  verify(text, { bundle, now: new Date(), context: { ruleSet: walked.demo.ruleSet } })
/** What a person's camera reads off the screen. */
const readOff = async (selector: string): Promise<string> => {
  await writeFile(at('seen.png'), await hands.photograph(selector))
  return readPresented(at('seen.png'))
}
/** Other people's codes, as the vectors have them. */
const foreign = async (): Promise<readonly { readonly id: string; readonly text: string }[]> => {
  const vectors = await readFile('test-vectors/verify/shc.json', 'utf8')
  const { groups } = JSON.parse(vectors) as {
    readonly groups: readonly { readonly cases: readonly { id: string; text: string }[] }[]
  }
  return groups.flatMap(({ cases }) => cases)
}
const paste = async (text: string): Promise<void> => {
  await hands.fill('code-intake textarea', text)
  await hands.press('code-intake button[type=submit]')
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
  const keys = await browser.execute(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('greengate-holder')
      request.onsuccess = () => {
        done(request.result)
      }
    })
    const kept = await new Promise<readonly { readonly pair: CryptoKeyPair }[]>((done) => {
      const request: IDBRequest = database.transaction('keys').objectStore('keys').getAll()
      request.onsuccess = () => {
        done(request.result as readonly { readonly pair: CryptoKeyPair }[])
      }
    })
    database.close()
    const named = kept.map(({ pair }) => pair.privateKey)
    const read = (key: CryptoKey) => crypto.subtle.exportKey('jwk', key).then(String, String)
    return Promise.all(named.map(async (key) => [key.extractable, await read(key)]))
  })
  expect(keys).toEqual([[false, expect.stringContaining('InvalidAccessError')]])
})

test('the command answers it, and the code is shown live: a gate takes the picture on the screen', async () => {
  const { stated, assessed, test: tested, checkin } = healthAt(new Date())
  const { facts, covers, ...claims } = stated('林*', '123X', tested(20), checkin(3))
  const { assessment, validUntil } = assessed('林*', '123X', 1, {
    outcome: 'pass',
    version: 2,
    rule: 1,
  })
  await writeFile(
    at('claims.json'),
    JSON.stringify({ ...claims, facts, covers, assessment, validUntil }),
  )
  const issue = ['issue', at('claims.json'), '--key', at('issuer.jwk'), '--out', at('code.png')]
  const asked = ['--request', at('seen.png'), '--challenges', at('challenges')]
  await command(...issue, ...asked, '--commit', '--opening-out', at('opening.json'))
  expect(await readdir(at('challenges'))).toEqual([])

  await browser
    .$('holder-page')
    .shadow$('add-view')
    .shadow$('code-intake')
    .shadow$('input[type=file]')
    .addValue(at('code.png'))
  await hands.until('import-card [data-binding="own"]')
  await paste(await readFile(at('opening.json'), 'utf8'))
  await hands.until('import-card [data-fits="true"]')
  expect(await hands.text('import-card dl')).toMatch(/林\*.*123X/)
  expect(await hands.study('import')).toEqual([])
  await hands.press('import-card button.primary')
  await hands.until('live-code svg.code')
  await hands.until('[data-asked]')
  expect(await hands.has('waiting-requests svg')).toBe(false)
  expect(await hands.study('live')).toEqual([])

  const bare = await readPresented(at('code.png'))
  const first = await readOff('live-code svg.code')
  expect((await decide(first)).outcome).toBe('pass')
  expect((await decide(bare)).reasons).toContainEqual({ code: 'live-proof-missing' })
  expect((await presentationId(first))?.code).toBe((await presentationId(bare))?.code)
  const left = Number(await hands.attribute('live-code progress', 'value'))
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(30)
  await hands.press('live-code [data-large]')
  await hands.until('live-code dialog svg.code')
  expect(await hands.study('large')).toEqual([])
  expect((await decide(await readOff('live-code dialog svg.code'))).outcome).toBe('pass')
  await hands.keys(Key.Escape)
  await browser.waitUntil(async () => !(await hands.has('live-code dialog svg.code')))
  await hands.until('live-code svg.code')
})

test('hidden, it stops, and goes on when it is looked at again', async () => {
  await look(browser, desktop, 'light')
  await browser.minimizeWindow()
  await hands.until('live-code [data-state=hidden]', false)
  expect(await hands.has('live-code svg.code')).toBe(false)
  await browser.setWindowRect(0, 0, desktop.width, desktop.height)
  await hands.until('live-code svg.code')
})

test('check ahead: now, and when the code will have expired; a preview, and nothing that a gate shows', async () => {
  await hands.go('ahead')
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
    const then = new Date(Date.now() + hours * 3_600_000)
    const local = new Date(then.getTime() - then.getTimezoneOffset() * 60_000)
    await browser.execute(
      (value) => {
        const page = document.querySelector('holder-page')?.shadowRoot
        const view = page?.querySelector('ahead-view')?.shadowRoot
        const field = view?.querySelector<HTMLInputElement>('[name="then"]')
        if (field != null) field.value = value
      },
      local.toISOString().slice(0, 16),
    )
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
  const child = walked.demo.people.find(({ id }) => id === 'pass-child')?.text ?? ''
  await paste(child)
  await hands.until('import-card [data-binding="none"]')
  await browser.execute(() => {
    const page = document.querySelector('holder-page')?.shadowRoot
    const card = page?.querySelector('add-view')?.shadowRoot?.querySelector('import-card')
    const field = card?.shadowRoot?.querySelector('select')
    if (field == null) return
    field.selectedIndex = 1
    field.dispatchEvent(new Event('change'))
  })
  await hands.press('import-card button.primary')
  await hands.until('code-view [data-binding="none"] live-code')
  expect(await readOff('live-code svg.code')).toBe(child)
  expect(await hands.has('[data-save]')).toBe(true)
  expect(await hands.has('live-code progress')).toBe(false)
  expect(await hands.study('static')).toEqual([])

  // Of other people's codes the text is theirs, as it stands; one that has expired is not shown.
  const card = (await foreign()).find(({ id }) => id === 'shc-card')?.text ?? ''
  const expired = walked.person('expired').text
  for (const [text, state] of [
    [card, 'svg.code'],
    [expired, '[data-state=expired]'],
  ] as const) {
    await hands.go('add')
    await paste(text)
    await hands.press('import-card button.primary')
    await hands.until(`live-code ${state}`)
    if (text === card) expect(await readOff('live-code svg.code')).toBe(card)
    expect(await hands.study(text === card ? 'foreign' : 'expired')).toEqual([])
  }

  await hands.press('holder-page .people input:checked')
  await browser.execute(() => {
    document
      .querySelector('holder-page')
      ?.shadowRoot?.querySelector<HTMLElement>('.people input:checked')
      ?.focus()
  })
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
  await paste(walked.demo.people.find(({ id }) => id === 'check-live')?.text ?? '')
  await hands.until('import-card [data-binding="other"]')
  expect(await hands.has('import-card form')).toBe(false)
  expect(await hands.study('other-key')).toEqual([])
  const { people } = walked.demo
  for (const [text, notice] of [
    ['https://example.org/', 'not-a-code'],
    ['GGR1:AAAA', 'own-request'],
    [people.find(({ reasons }) => reasons.includes('damaged'))?.text ?? 'GG1:', 'damaged'],
    [await readFile(at('opening.json'), 'utf8'), 'opening-kept'],
  ] as const) {
    await paste(text)
    await hands.until(`[data-notice="${notice}"]`)
  }
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

test('after a reload all is there, and the keyboard reaches it in the order in which it stands', async () => {
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
  const left = await browser.execute(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('greengate-holder')
      request.onsuccess = () => {
        done(request.result)
      }
    })
    const counts = await Promise.all(
      [...database.objectStoreNames].map(
        (name) =>
          new Promise<number>((done) => {
            const request = database.transaction(name).objectStore(name).count()
            request.onsuccess = () => {
              done(request.result)
            }
          }),
      ),
    )
    database.close()
    return counts
  })
  expect(left).toEqual([0, 0, 0])
  expect(await complaints(browser)).toEqual([])
  expect(walked.outside.strangers()).toEqual([])
})
