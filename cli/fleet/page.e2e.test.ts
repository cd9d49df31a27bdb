/** The fleet page in a real browser against a real collector of a thousand stations, and shown five thousand: all well, odd ones, an alarm, nothing known. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { builtPages } from '../../house/built-pages.ts'
import { barriers } from '../../verifier-web/walk/barriers.ts'
import {
  desktop,
  look,
  openBrowser,
  phone,
  type OpenBrowser,
} from '../../verifier-web/walk/browser.ts'
import { complaints } from '../../verifier-web/walk/complaints.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import {
  instant,
  openTestCollector,
  stationName,
  type TestCollector,
} from './page/test-collector.ts'
import { handsOnFleet, openWaiting, wall, type Hands } from './page/test-hands.ts'
import { testFleet } from './page/test-fleet.ts'
import { dayPage } from './report/day-page.ts'
import { testDay } from './report/test-day.ts'
import { digestOf } from './test-heartbeat.ts'

const pictures = join(import.meta.dirname, '../../artifacts/fleet')
const stations = 1000
const well = 'All 1,000 stations are well'

let folder: string
let collector: TestCollector
let outside: Outside
let open: OpenBrowser
let browser: Browser
let hands: Hands

beforeAll(async () => {
  folder = await builtPages('cli/dist/fleet')
  ;[collector, outside] = await Promise.all([openTestCollector(stations), openOutside()])
  open = await openBrowser({ switches: outside.switches })
  browser = open.browser
  hands = handsOnFleet(browser, pictures)
  await look(browser, desktop, 'light')
})

afterAll(async () => {
  await open.close()
  await outside.close()
  await collector[Symbol.asyncDispose]()
})

test('its scripts are small, and those of the charts are apart', () => {
  const sizes = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, gzipSync(readFileSync(join(folder, name)), { level: 9 }).length] as const)
  const sum = sizes.reduce((all, [, size]) => all + size, 0)
  expect(Object.fromEntries(sizes)['main.js']).toBeLessThan(40_000)
  expect(sum).toBeLessThan(350_000)
})

describe('before anything is known', () => {
  let waiting: Awaited<ReturnType<typeof openWaiting>>
  beforeAll(async () => {
    waiting = await openWaiting(folder)
  })
  afterAll(() => {
    waiting.close()
  })

  test('it says that it connects, and then that the collector cannot be reached', async () => {
    await browser.url(waiting.url)
    await hands.until(/Connecting to the collector/)
    expect(await barriers(browser)).toEqual([])
    waiting.refuse()
    await hands.until(/cannot be reached/)
    expect(await barriers(browser)).toEqual([])
    await hands.shot('unreached')
    // That it was refused stands in the browser's log.
    await complaints(browser)
  })

  test('it shows stations that are odd in every way there is as soon as it is told of them', async () => {
    waiting.show(testFleet({ stations: 5000, kind: 'odd' }))
    const text = await hands.untilNow(/9 of 5,000 stations are odd[^]*Take-up of the newest bundle/)
    for (const reason of ['never heard', 'silent for 21 minutes', '31 records missing'])
      expect(text).toContain(reason)
    await look(browser, wall, 'dark')
    expect(await barriers(browser)).toEqual([])
    expect(await hands.cut()).toEqual([])
    // The picture of docs/fleet.md.
    await hands.shot('fleet-page', { width: 1280, height: 860 })
    await hands.shot('odd-wall', wall, 'dark', 'zh')
    await look(browser, desktop, 'light')
  })
})

describe('a fleet that is well', () => {
  test('says so first, in both languages, by day and by night', async () => {
    await browser.url(collector.url())
    await hands.untilNow(new RegExp(well))
    await hands.untilNow(/Take-up of the newest bundle/)
    expect(await barriers(browser)).toEqual([])
    expect(await browser.getTitle()).toBe('Fleet · Greengate')
    await hands.speak('zh')
    await hands.until(/1,000 个站全部正常/)
    expect(await browser.getTitle()).toBe('闸机总览 · Greengate')
    await look(browser, phone, 'dark')
    expect(await hands.cut()).toEqual([])
    expect(await barriers(browser)).toEqual([])
    await look(browser, desktop, 'light')
    await hands.speak('en')
    await hands.shot('well', wall, 'light', 'zh')
  })
})

describe('odd ones', () => {
  test('stand first as soon as they are known, with the reason in words', async () => {
    await Promise.all([
      collector.say(stationName(4), { bundle: [6, digestOf('older')] }),
      collector.say(stationName(11), { stale: ['timestamp', 'status'], storage: 'alarm' }),
      collector.say(stationName(23), { devices: [['card', 'card-reader', 'silent']] }),
      collector.say(stationName(42), {
        at: instant(37_200),
        clock: {
          suspect: false,
          floor: instant(-8_000_000),
          offsetMs: -37_200,
          source: 'collector',
        },
      }),
      collector.say(stationName(77), { unsent: [4210, instant(-11_000_000)] }),
    ])
    const text = await hands.untilNow(/5 of 1,000 stations are odd/)
    for (const reason of [
      ...['bundle 6, should be 7', 'stale: timestamp, status; storage 90 % used'],
      ...[
        'card does not answer',
        'clock suspect: −37 s',
        '4,210 records unsent, oldest 3 hours ago',
      ],
    ])
      expect(text).toContain(reason)
    const { names } = await hands.rows()
    expect(names.slice(0, 5)).toEqual([4, 11, 42, 23, 77].map(stationName))
    expect(names).toHaveLength(50)
    expect(await browser.getTitle()).toBe('(5) Fleet · Greengate')
    await hands.shot('odd')
    await hands.shot('odd-phone', phone, 'light', 'zh')
  })

  test('are reached, found and opened by keyboard alone', async () => {
    await hands.toTop()
    await hands.press(/^a Skip to the table/)
    expect(await hands.focus()).toBe('h2 Stations')
    await hands.fill(/^input Find/, 'does not answer')
    await hands.until(/No station is like that/)
    await hands.press(/^button Clear/)
    await hands.fill(/^input Find/, 'silent')
    await hands.until(/1 of 1,000 stations/)
    expect((await hands.rows()).names).toEqual([stationName(23)])
    await hands.press(/^button Clear/)
    await hands.press(/^button Offset/)
    expect((await hands.rows()).names[0]).toBe(stationName(42))
    await hands.toTop()
    await hands.press(/^button Why odd/)
    await hands.press(new RegExp(`^button ${stationName(4)}$`))
    const text = await hands.until(/Documents and their SHA-256/)
    expect(text).toContain(digestOf('older').replace(/.{4}(?=.)/g, '$& '))
    expect(await barriers(browser)).toEqual([])
    await hands.shot('open-dark', { width: 1280, height: 1600 }, 'dark', 'en')
    await look(browser, phone, 'light')
    expect(await hands.cut()).toEqual([])
    await look(browser, desktop, 'light')
  })

  test('do not move while somebody reads: focus, scroll and the open row stay as they are', async () => {
    const before = await hands.rows()
    const scrolled = await browser.execute(() => {
      scrollTo(0, 120)
      return scrollY
    })
    await collector.say(stationName(800), { stale: ['trust'] })
    await hands.untilNow(/6 of 1,000 stations are odd/)
    expect(await hands.rows()).toEqual(before)
    expect(await hands.focus()).toBe(`button ${stationName(4)}`)
    expect(await browser.execute(() => scrollY)).toBe(scrolled)
    await hands.until(/Rows keep their order while you read/)
    await collector.say(stationName(4), { bundle: [6, digestOf('older')], stale: ['trust'] })
    await hands.untilNow(/Since this page was opened[^]*stale data/)
    await hands.click('.held button')
    await hands.until(/^(?!.*Rows keep their order)/s)
    expect((await hands.rows()).names).toContain(stationName(800))
  })

  test('are shown by kind at a press, and pages hold all others', async () => {
    await hands.toTop()
    await hands.press(/^button 3 stale data/)
    await hands.until(/3 of 1,000 stations/)
    expect(await hands.focus()).toBe('h2 Stations')
    await hands.press(/^button Clear/)
    await hands.until(/page 1 of 20/)
    const first = await hands.rows()
    await hands.click('.pager button:last-child')
    await hands.until(/page 2 of 20/)
    const second = await hands.rows()
    expect(second.names).toHaveLength(50)
    expect(second.names.filter((name) => first.names.includes(name))).toEqual([])
  })
})

describe('a second digest', () => {
  test('is an alarm that nobody can overlook, with both digests, who has which, and what to do', async () => {
    await collector.say(stationName(1), { rules: ['cn-3301', 14, digestOf('another')] })
    const text = await hands.untilNow(/Alarm: rules\/cn-3301, version 14, has two digests/)
    expect(text).toContain('What to do')
    const fours = (digest: string): string => digest.replace(/.{4}(?=.)/g, '$& ')
    expect(text).toMatch(
      new RegExp(`${fours(digestOf('another'))}[^]*1 station: ${stationName(1)}`),
    )
    expect(text).toMatch(new RegExp(`${fours(digestOf('rules'))}[^]*999 stations: `))
    expect(await browser.getTitle()).toMatch(/^⛔ /)
    await hands.toTop()
    expect(await barriers(browser)).toEqual([])
    await hands.shot('alarm-wall', wall, 'light', 'zh')
    await hands.shot('alarm-phone', phone, 'dark', 'en')
  })
})

describe('when the collector is gone', () => {
  test('nothing old is shown as if it were now, until it is back with everything it knew', async () => {
    expect(await complaints(browser)).toEqual([])
    await collector.stop()
    const text = await hands.untilNow(
      /Not known now[^]*No word from the collector since \d\d:\d\d:\d\d/,
    )
    expect(text).toMatch(/as of \d\d:\d\d:\d\d/)
    expect(text.indexOf('Not known now')).toBeLessThan(text.indexOf('has two digests'))
    expect(await browser.getTitle()).toMatch(/^\? /)
    expect(await barriers(browser)).toEqual([])
    await hands.shot('lost', desktop, 'light', 'zh')
    await collector.start()
    await hands.untilNow(/^(?!.*Not known now).*Alarm: rules/s)
    expect(outside.strangers()).toEqual([])
  })
})

test('without what draws charts the table is all there', async () => {
  await browser.sendCommandAndGetResult('Network.enable', {})
  await browser.sendCommandAndGetResult('Network.setBlockedURLs', { urls: ['*chunk-*'] })
  await browser.refresh()
  await hands.until(/The charts could not be loaded[^]*/)
  expect((await hands.rows()).names).toHaveLength(50)
  await browser.sendCommandAndGetResult('Network.setBlockedURLs', { urls: [] })
})

test('a fleet without stations says how to begin', async () => {
  await using none = await openTestCollector(0)
  await browser.url(none.url())
  await hands.until(/No stations yet[^]*greengate station enrol/)
  expect(await barriers(browser)).toEqual([])
  await hands.shot('empty')
})

test('the report of a day is a page that needs nothing, in both languages, on a desk and on a phone', async () => {
  for (const language of ['zh', 'en'] as const) {
    const path = join(pictures, `day-${language}.html`)
    writeFileSync(path, dayPage(testDay(12), language))
    await look(browser, language === 'zh' ? phone : desktop, 'light')
    await browser.url(pathToFileURL(path).href)
    expect(await barriers(browser)).toEqual([])
    expect(await browser.getTitle()).toMatch(language === 'zh' ? /^闸机日报/ : /^The fleet on/)
  }
  expect(outside.strangers()).toEqual([])
})
