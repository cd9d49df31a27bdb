/** Live codes before the kiosk as it ships, in a real browser: the code passes, and its photo does not, at any lane. */
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasons, type ReasonCode } from 'greengate'
import { look, openBrowser } from '../../verifier-web/walk/browser.ts'
import { chooseWalk } from '../../verifier-web/walk/people.ts'
import { writeFilm, type Stretch } from '../../verifier-web/walk/pictures.ts'
import { liveCode } from '../demo/live-code.ts'
import { freeAddress } from '../station/replay/test-lanes.ts'
import { dwelling, openGate, openYard, type Yard } from './gate.ts'
import { barriers, keepScreen, screenShowing } from './screen-shown.ts'

const missing = ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))
let yard: Yard

beforeAll(async () => {
  if (missing === undefined) yard = await openYard()
})
afterAll(async () => {
  if (missing === undefined) await yard.close()
})

test('a live code passes once; its photo, the other lane and a restart let nobody pass on it', async ({
  skip,
}) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
  const at = await freeAddress()
  const key = Buffer.alloc(32, 7)
  // As one that has run for five minutes: it has no doubts of its start any more.
  let jumpMs = 0
  const monotonicMs = () => performance.now() + jumpMs
  // Nobody waits for an outcome to go: the page is left before.
  const settings = dwelling(60_000)
  const first = await openGate(yard, {
    opened: { settings, lane: '1', sharing: { do: 'listen', at, key }, monotonicMs },
  })
  let isFirstOpen = true
  jumpMs = 300_000
  const second = await openGate(yard, {
    opened: { settings, lane: '2', sharing: { do: 'ask', at, key } },
  })
  const path = join(yard.folder, 'live.y4m')
  const film = async (text: string) => {
    const stretches: readonly Stretch[] = [{ seconds: 1 }, { text, seconds: 4 }, { seconds: 90 }]
    await writeFilm(`${path}.new`, stretches)
    await rename(`${path}.new`, path)
  }
  await film(await liveCode(yard.demo, new Date()))
  const opened = await openBrowser({ camera: { kind: 'file', path } })
  const { browser } = opened
  const shows = async (outcome: string, code: ReasonCode, picture: string) => {
    const shown = await screenShowing(browser, ({ view }) => view === 'outcome')
    await keepScreen(browser, picture)
    expect(shown).toMatchObject({ outcome, shape: outcome })
    expect(shown.text).toContain(reasons[code].en)
    expect(shown.text).toContain(reasons[code].zh)
  }
  try {
    await look(browser, { width: 1280, height: 720 }, 'light')
    await browser.url(first.url)
    await shows('pass', 'rule-pass', 'live-pass')
    // The film begins anew: the very same picture.
    await browser.refresh()
    await shows('invalid', 'replayed', 'live-replayed')
    expect(await barriers(browser)).toEqual([])
    await browser.url(second.url)
    await shows('invalid', 'replayed', 'live-replayed-lane-2')

    await film(chooseWalk(yard.demo.people).get('pass')?.text ?? '')
    await browser.refresh()
    await shows('pass', 'rule-pass', 'static-pass')
    await browser.url(first.url)
    await shows('check', 'already-used', 'static-already-used')

    await first.close()
    isFirstOpen = false
    const { journalFolder } = first
    const again = await openGate(yard, { opened: { settings, lane: '1', journalFolder } })
    try {
      await film(await liveCode(yard.demo, new Date()))
      await browser.url(again.url)
      await shows('check', 'station-just-started', 'live-just-started')
    } finally {
      await again.close()
    }
  } finally {
    await opened.close()
    await second.close()
    if (isFirstOpen) await first.close()
  }
})
