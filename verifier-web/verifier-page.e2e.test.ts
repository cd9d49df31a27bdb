/** The walk through the web page as it ships, before a camera in a real browser. */
import { readdir } from 'node:fs/promises'
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
  // Files of the page, which its keeper asks for too, and what may be newer, or may lie there as a folder of static files.
  const files = (await readdir(site.folder)).map((name) => `/${name}`)
  const bundle = ['root.ggb', 'bundle.ggb', 'bundle.ggb.gz', 'root/2.ggb', 'timestamp.ggb']
  const known = ['/', ...files, ...bundle.map((path) => `/bundle/${path}`)]
  expect(site.requests.filter((path) => !known.includes(path))).toEqual([])
  expect(site.requests).toContain('/bundle/bundle.ggb')
  expect(outside.strangers()).toEqual([])
})
