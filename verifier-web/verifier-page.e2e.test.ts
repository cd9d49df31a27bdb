/** The walk through the web page as it ships, before a camera in a real browser. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, openBrowser, openPage } from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { complaints } from './walk/complaints.ts'
import { writeFilm, type Stretch } from './walk/pictures.ts'
import { shot } from './walk/shot.ts'
import { showing } from './walk/shown.ts'
import { openWalkedSite, type WalkedSite } from './walk/walked-site.ts'

let walked: WalkedSite
beforeAll(async () => {
  walked = await openWalkedSite()
})
afterAll(() => walked.close())

test('one film, one call: each of seven codes is answered with its outcome and reason', async () => {
  const { site, outside, folder, walk, shows } = walked
  const film = join(folder, 'film.y4m')
  const codes = [...walk.values()].flatMap(({ text }): Stretch[] => [
    { text, seconds: 3 },
    { seconds: 1 },
  ])
  await writeFilm(film, [{ seconds: 1 }, ...codes])
  const camera = { kind: 'file', path: film } as const
  const seeing = await openBrowser({ camera, switches: outside.switches })
  const { browser } = seeing
  try {
    await openPage(browser, site.url)
    await browser.execute(() => {
      const { mediaDevices } = navigator
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
      let calls = 0
      mediaDevices.getUserMedia = (constraints) => {
        document.body.dataset['calls'] = String(++calls)
        return getUserMedia(constraints)
      }
    })
    await hands.startCamera(browser)
    for (const name of walk.keys()) {
      await showing(browser, shows(name))
      await shot(browser, `camera-${name}`, desktop.width)
    }
    expect(await browser.execute(() => document.body.dataset['calls'])).toBe('1')
    expect(await complaints(browser)).toEqual([])
  } finally {
    await seeing.close()
  }
  const page = ['/', '/page.css', '/main.js', '/icon.svg', '/bundle/root.ggb']
  const more = ['/bundle/bundle.ggb', '/decoder-worker.js', '/zxing_reader.wasm']
  // What may be newer, or may lie there as a folder of static files.
  const asked = ['root/2.ggb', 'timestamp.ggb', 'bundle.ggb.gz'].map((path) => `/bundle/${path}`)
  const isPart = (path: string): boolean => path.startsWith('/chunk-')
  const whole = site.requests.filter((path) => !isPart(path))
  expect(new Set(whole)).toEqual(new Set([...page, ...more, ...asked]))
  // What reads other people's codes is fetched ahead; what reads certificates is not.
  const parts = site.requests.filter(isPart)
  expect(parts).toContain('/chunk-other-formats.js')
  expect(parts).not.toContain('/chunk-x509.js')
  expect(outside.strangers()).toEqual([])
})
