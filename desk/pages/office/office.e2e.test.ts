/** The office in a real browser by keyboard: what a decision would do before it is taken, orders, and what else stands there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../../../verifier-web/walk/browser.ts'
import { numberOf } from '../../assessing/test-desk.ts'
import type { Order } from '../../orders/order.ts'
import { officers, openPagesDesk } from '../test-desk.ts'
import { handsOn, resize, sizes } from '../test-hands.ts'

let place: Awaited<ReturnType<typeof openPagesDesk>>
let open: OpenBrowser
let browser: Browser
let hands: ReturnType<typeof handsOn>
const [an, bo] = [numberOf(1), numberOf(2)]
const [first, second] = officers

beforeAll(async () => {
  place = await openPagesDesk()
  open = await openBrowser()
  browser = open.browser
  hands = handsOn(browser, `${import.meta.dirname}/../../../artifacts/desk`)
  await resize(browser, sizes.desk)
})

afterAll(async () => {
  await open.close()
  await place.close()
})

/** The nth of a list, by keys; 0 is what stands there first. */
const choose = async (wanted: RegExp, nth: number): Promise<void> => {
  await hands.to(wanted)
  await hands.keys(Key.Home, ...Array.from({ length: nth }, () => Key.ArrowDown))
}
const signOut = async (): Promise<void> => {
  await hands.press(/^button Sign out/)
  await hands.until(/Phone number/)
}
/** What a proposal would make of people, once that is known. */
const foretold = async (): Promise<readonly string[]> => {
  await browser.waitUntil(async () => (await hands.all('data-after')).length > 0)
  return hands.all('data-after')
}
const shown = async (): Promise<string> => (await hands.all('data-count')).join()
const ahead = (days: number): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`

describe('officers', () => {
  test('find, count and sort what there is to do', async () => {
    await browser.url(`${place.origin}/`)
    await hands.signIn('an@example.org', place.codes)
    await hands.until(/First apply/)
    // The page of applicants has its own walks: here its desk is asked as it asks.
    await browser.execute(
      async (numbers, at) => {
        const send = async (path: string, body: object) => {
          const headers = { 'Content-Type': 'application/json' }
          const init = { method: 'POST', headers, body: JSON.stringify(body) }
          return (await (await fetch(`/api${path}`, init)).json()) as { readonly id: string }
        }
        const card = { idType: 'cn-resident-id' }
        const [one] = [
          await send('/people', { ...card, number: numbers[0], name: '安一', relation: 'self' }),
          await send('/people', { ...card, number: numbers[1], name: '柏二', relation: 'child' }),
        ]
        const told = { outcome: 'stop', ruleSet: 'demo', version: 1, rule: 0 }
        const slip = { ...told, receipt: '0794621356', text: at }
        await send(`/people/${one.id}/appeals`, slip)
        await send(`/people/${one.id}/corrections`, { wish: 'missing', text: 'My test of Monday.' })
      },
      [an, bo] as const,
      'That was my brother.',
    )
    await place.state('control', an, 'contact', { at: ahead(0).slice(0, 10), closeness: 'close' })
    place.hold(an)
    await browser.url(`${place.origin}/office/`)
    await hands.signIn(first.contact, place.codes)
    await hands.until(/Held record[^]*(?:Appeal|Correction) ·[^]*(?:Appeal|Correction) ·/)
    expect(await hands.study('worklist-sorted')).toEqual([])
    await hands.press(/^button Overdue 1/)
    expect(await shown()).toBe('1')
    await hands.press(/^button Not decided 3/)
    await hands.fill(/^input Search/, 'brother')
    expect(await shown()).toBe('1')
  })

  test('see whom a move would turn and to what, and find a draft again after their session', async () => {
    await hands.press(/^a Appeal/)
    await hands.until(/0794621356/)
    await choose(/^select What to do/, 2)
    await hands.press(/^button Propose/)
    await hands.fill(/^textarea Ground/, 'The number is that of another.')
    await hands.press(/^button Propose/)
    await hands.until(/Find the person first/)
    await hands.to(/^input Number/)
    await hands.type(bo)
    await hands.keys(Key.Enter)
    await hands.until(/Found/)
    await hands.until(/What this would do[^]*Red[^]*Yellow[^]*Yellow[^]*Red/)
    expect(await hands.all('data-before')).toEqual(['stop', 'check'])
    expect(await hands.all('data-after')).toEqual(['check', 'stop'])
    expect(await hands.study('matter-preview')).toEqual([])
    place.expire()
    await hands.press(/^button Propose/)
    await hands.until(/Sign in again/)
    expect(await hands.study('office-over')).toEqual([])
    await hands.signIn(first.contact, place.codes)
    await hands.until(/What this would do/)
    await hands.press(/^button Propose/)
    await hands.until(/You proposed this/)
    await signOut()
  })

  test('the second sees the same before deciding, and disagrees: nobody is turned', async () => {
    await hands.signIn(second.contact, place.codes)
    await hands.press(/^button For me to decide 1/)
    await hands.press(/^a Appeal/)
    await hands.until(/What this would do[^]*Red[^]*Yellow/)
    expect(await hands.study('matter-second')).toEqual([])
    await hands.fill(/^textarea Ground$/, 'The register names this one.')
    await hands.press(/^button Disagree/)
    await hands.until(/disagreed[^]*register names/)
    expect(await hands.all('data-standing')).toEqual(['stop'])
  })

  test('add a record that a document shows, and the appeal is granted', async () => {
    await choose(/^select What to do/, 3)
    await hands.to(/^select Kind/)
    await hands.keys('Q')
    await hands.until(/Completed/)
    await hands.to(/^input No$/)
    await hands.keys(Key.ArrowDown)
    await hands.fill(/^input Legal basis/, 'Decree 1/2020, article 6')
    await hands.fill(/^input Document/, 'Letter 12 of the hotel')
    await hands.fill(/^textarea Ground \(/, 'The quarantine is over.')
    await foretold()
    expect(await hands.study('matter-add')).toEqual([])
    await hands.press(/^button Propose/)
    await hands.until(/You proposed this/)
    await signOut()
    await hands.signIn(first.contact, place.codes)
    await hands.press(/^button For me/)
    await hands.press(/^a Appeal/)
    const told = await foretold()
    await hands.fill(/^textarea Ground$/, 'Seen.')
    await hands.press(/^button Agree/)
    await hands.until(/Granted/)
    await place.idle()
    await browser.refresh()
    await hands.until(/Standing now/)
    expect(await hands.all('data-standing')).toEqual(told)
  })

  test('give a held record to whom it belongs, or drop it, and go on to the next', async () => {
    await hands.visit('Worklist')
    await hands.press(/^button Not decided 2/)
    await hands.press(/^a Held record/)
    await choose(/^select What to do/, 2)
    // Whoever has the number is known as well as before, then.
    await hands.until(/What this would do[^]*\*{4}/)
    await choose(/^select What to do/, 1)
    await hands.to(/^input Number/)
    await hands.type(bo)
    await hands.keys(Key.Enter)
    await hands.until(/What this would do[^]*\*{4}/)
    await hands.press(/^a Next/)
    await hands.until(/My test of Monday/)
  })
})

describe('orders', () => {
  test('are refused with the reason, and shown with whom they turned once two keys have signed', async () => {
    const paper: Order = {
      format: 'greengate-order-1',
      authority: 'command',
      id: '2026-17',
      person: { idType: 'cn-resident-id', number: bo },
      outcome: 'stop',
      from: ahead(0),
      until: ahead(7),
      basis: 'Demonstration decree 1/2020, article 9',
    }
    await hands.visit('Orders')
    await hands.until(/None yet/)
    for (const [wrong, keys, problem] of [
      [paper, 1, 'order-unsigned'],
      [{ ...paper, until: ahead(60) }, 2, 'order-time'],
      [{ ...paper, person: { ...paper.person, number: numberOf(9) } }, 2, 'order-person'],
    ] as const) {
      await hands.to(/^textarea Text/)
      await browser.keys([Key.Ctrl, 'a'])
      await hands.type(await place.order(wrong, keys))
      await hands.press(/^button Send/)
      await browser.waitUntil(async () => (await hands.all('data-problem')).join() === problem)
    }
    await hands.to(/^textarea Text/)
    await browser.keys([Key.Ctrl, 'a'])
    await hands.type(await place.order(paper))
    await hands.press(/^button Send/)
    await hands.until(/2026-17[^]*In force[^]*Yellow[^]*Red/)
    expect(await hands.all('data-now')).toEqual(['stop'])
    expect(await hands.study('orders-taken')).toEqual([])
  })

  test('and sources, counts and the audit trail of one matter are read at night in 320 points', async () => {
    await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    })
    for (const [part, shows] of [
      ['Standings', /An authority has ordered/],
      ['Sources', /Demo Hospital/],
      ['Worklist', /Correction/],
      ['Audit', /chain of digests is whole/],
    ] as const) {
      await hands.visit(part)
      await hands.until(shows)
      await resize(browser, { width: 320, height: 640 })
      expect([part, await hands.cut()]).toEqual([part, []])
    }
    await hands.press(/^button matter:/)
    await hands.until(/Only about[^]*Matter received[^]*an applicant/)
    expect(await hands.study('audit-of-matter')).toEqual([])
    expect(new Set(await hands.all('data-what')).has('order-taken')).toBe(false)
  })
})
