/** What an applicant does beside the code: for a child, against a gate, after a session, without the desk; in a real browser by keyboard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../../../verifier-web/walk/browser.ts'
import { numberOf } from '../../assessing/test-desk.ts'
import { openPagesDesk } from '../test-desk.ts'
import { handsOn, resize, sizes } from '../test-hands.ts'

let place: Awaited<ReturnType<typeof openPagesDesk>>
let open: OpenBrowser
let browser: Browser
let hands: ReturnType<typeof handsOn>

beforeAll(async () => {
  place = await openPagesDesk({}, false, true)
  open = await openBrowser()
  browser = open.browser
  hands = handsOn(browser, `${import.meta.dirname}/../../../artifacts/desk`)
  await resize(browser, sizes.desk)
})

afterAll(async () => {
  await open.close()
  await place.close()
})

const apply = async (name: string, of: number): Promise<void> => {
  await hands.fill(/^input Name/, name)
  await hands.fill(/^input Number/, numberOf(of))
  await hands.keys(Key.Enter)
}
const media = (media: string, scheme: string): Promise<unknown> =>
  browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', {
    ...{ media, features: [{ name: 'prefers-color-scheme', value: scheme }] },
  })
/** What the desk answers this browser. */
const asked = async (path: string, body?: object): Promise<number> =>
  await browser.execute(
    async (address, sent) => {
      const headers = { 'Content-Type': 'application/json' }
      const init = sent === null ? {} : { method: 'POST', headers, body: JSON.stringify(sent) }
      return (await fetch(`/api${address}`, init)).status
    },
    path,
    body ?? null,
  )

describe('an applicant', () => {
  test('applies for a child, shows the child’s own code, and acts for no more than an account may', async () => {
    await browser.url(`${place.origin}/`)
    await hands.signIn('lin@example.org', place.codes)
    await hands.until(/First apply/)
    await apply('林小满', 1)
    await hands.until(/Live health code/)
    const mine = await hands.all('data-cti')
    await hands.visit('People')
    await apply('林小苗', 2)
    await hands.until(/My child[^]*Yellow/)
    expect(await hands.study('family')).toEqual([])
    await hands.press(new RegExp(`^button Show their code: .*${numberOf(2).slice(-4)}`))
    await hands.until(/Live health code/)
    await hands.until(new RegExp(`Yellow[^]*${numberOf(2).slice(-4)}`))
    expect(await hands.all('data-cti')).not.toEqual(mine)

    const card = { idType: 'cn-resident-id', name: '某某', relation: 'ward' }
    const answers: number[] = []
    for (let n = 3; n < 9; n += 1)
      answers.push(await asked('/people', { ...card, number: numberOf(n) }))
    expect(answers).toEqual([201, 201, 201, 201, 201, 409])
    await browser.refresh()
    await hands.visit('People')
    await hands.until(/as many people as one account may/)
    // Whoever is acted for no more leaves nothing on this device.
    await hands.press(new RegExp(`^button Act for them no more: .*${numberOf(2).slice(-4)}`))
    await hands.press(/^button Act for them no more$/)
    await hands.until(/^(?!.*My child · )[^]*Apply for a code/)
    expect(await hands.kept()).toEqual(['code', 'key', 'people'])
  })

  test('appeals against a gate by the number of a slip, and withdraws it after a question', async () => {
    await hands.visit('Corrections')
    await hands.to(/^select Against/)
    await hands.keys(Key.End)
    await hands.until(/Appeal number/)
    await hands.fill(/^input Appeal number/, '0794621355')
    await hands.fill(/^textarea Tell/, 'I was not there.')
    await hands.press(/^button Send/)
    await hands.until(/Compare it with the ten digits/)
    expect(await hands.study('appeal-number-wrong')).toEqual([])
    await hands.to(/^select Against/)
    await hands.keys(Key.Tab)
    await browser.keys([Key.Ctrl, 'a'])
    await hands.type('079 462 1356')
    await hands.press(/^button Send/)
    await hands.until(/Appeal\s+Open[^]*0794621356[^]*I was not there/)
    await hands.press(/^button Withdraw: Appeal/)
    await hands.until(/Withdraw it\?/)
    expect(await hands.study('withdraw')).toEqual([])
    await hands.press(/^button Withdraw$/)
    await hands.until(/Appeal\s+Withdrawn/)
    expect(await hands.all('data-state')).toEqual(['withdrawn'])
  })

  test('keeps the live code when the session ends, and nothing of it when somebody else signs in', async () => {
    await hands.visit('My code')
    await hands.until(/Live health code/)
    // The title that said that it is being made is gone, and whoever stood on it stands on this one.
    expect(await hands.focus()).toMatch(/^h2 Yellow/)
    place.expire()
    await browser.refresh()
    await hands.until(/no longer signed in[^]*Live health code[^]*Good until/)
    expect(await hands.study('session-over')).toEqual([])
    await hands.press(/^button Sign in again/)
    await hands.signIn('other@example.org', place.codes)
    await hands.until(/First apply/)
    expect(await hands.kept()).toEqual(['people'])
    await hands.press(/^button Sign out/)
    await hands.signIn('lin@example.org', place.codes)
    await hands.until(/Live health code/)
  })

  test('is told in every part that the desk is down, tries again, and is signed out for good though it was down', async () => {
    await place.unplug()
    await browser.refresh()
    await hands.until(/No network[^]*Live health code[^]*Good until/)
    for (const part of ['Declare', 'History', 'Corrections']) {
      await hands.visit(part)
      await hands.until(/cannot be reached[^]*Try again/)
    }
    expect(await hands.study('desk-down')).toEqual([])
    await hands.visit('History')
    await hands.until(/cannot be reached/)
    await place.plug()
    await hands.press(/^button Try again/)
    await hands.until(/Codes that were made/)
    await place.unplug()
    await browser.refresh()
    await hands.until(/cannot be reached/)
    await hands.press(/^button Sign out/)
    await hands.until(/^(?!.*Sign out)[^]*cannot be reached/s)
    await place.plug()
    await hands.press(/^button Try again/)
    await hands.until(/identity service/)
    expect(await asked('/me')).toBe(401)
  })

  test('signs in at a provider, on a public terminal too, and is told when that did not succeed', async () => {
    await browser.url(`${place.origin}/api/sign-in/oidc/callback?error=access_denied`)
    await hands.until(/Signing in did not succeed/)
    expect(await hands.all('data-problem')).toEqual(['sign-in-refused'])
    expect(await browser.getUrl()).toBe(`${place.origin}/`)
    expect(await hands.study('provider')).toEqual([])
    await browser.url(`${place.origin}/?terminal`)
    place.next('lin-at-the-provider')
    await hands.press(/^a Sign in with the identity/)
    await hands.until(/First apply/)
    await apply('林大满', 20)
    await hands.until(/Yellow/)
    // The provider sent the browser back to another address, and still this is a public terminal.
    expect(await hands.kept()).toEqual([])
  })

  test('reads everything in 320 points at night with the largest text, and prints no live code', async () => {
    await media('screen', 'dark')
    await hands.press(/^button Text size 3/)
    for (const part of ['Declare', 'History', 'Corrections', 'People', 'My code']) {
      await hands.visit(part)
      await resize(browser, { width: 320, height: 640 })
      expect([part, await hands.cut()]).toEqual([part, []])
    }
    await hands.until(/Live health code/)
    expect(await hands.study('night-largest')).toEqual([])
    await media('print', 'light')
    await hands.until(/For a paper code, go to a counter/)
    expect(await hands.until(/Yellow/)).not.toMatch(/Live health code|Sign out/)
  })
})
