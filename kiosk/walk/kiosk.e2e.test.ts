/** The walk through the camera kiosk as it ships: real station, real screen, real browser, one film before one camera. */
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from 'vitest'
import type { Browser } from 'webdriverio'
import { reasons } from 'greengate'
import { encodeFrames } from 'greengate/issue'
import { outcomeColour } from '../../verifier-web/elements/outcome-colours.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { look, openBrowser, type FakeCamera } from '../../verifier-web/walk/browser.ts'
import { chooseWalk } from '../../verifier-web/walk/people.ts'
import { writeFilm, type Stretch } from '../../verifier-web/walk/pictures.ts'
import { dwelling, openGate, openYard, type Gate, type GateOptions, type Yard } from './gate.ts'
import { noteScreen, stoodOn } from './screen-clock.ts'
import { barriers, keepScreen, screenShowing } from './screen-shown.ts'
import { checkedByRule, makeUpdates } from './updates.ts'

const landscape = { width: 1280, height: 720 }
const missing = ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))
let yard: Yard

beforeAll(async () => {
  if (missing === undefined) yard = await openYard()
})
afterAll(async () => {
  if (missing === undefined) await yard.close()
})
beforeEach(({ skip }: TestContext) => {
  skip(missing !== undefined, `there is no ${missing ?? ''}`)
})

/** Opens a gate and a browser before it, and closes both whatever happens. */
async function atGate(
  camera: FakeCamera,
  use: (browser: Browser, gate: Gate) => Promise<void>,
  options: GateOptions = {},
): Promise<void> {
  const gate = await openGate(yard, options)
  try {
    // As the shell starts it: a voice that waits for a touch would be silent at a gate.
    const opened = await openBrowser({
      camera,
      switches: ['--autoplay-policy=no-user-gesture-required'],
    })
    const { browser } = opened
    try {
      await look(browser, landscape, 'light')
      await countCameras(browser)
      await noteScreen(browser)
      await browser.url(gate.url)
      await use(browser, gate)
    } finally {
      await opened.close()
    }
  } finally {
    await gate.close()
  }
}

/** Counts the calls for a camera from the page's first moment on. */
async function countCameras(browser: Browser): Promise<void> {
  await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
    source: `globalThis.cameraCalls = 0
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = (wish) => { globalThis.cameraCalls++; return open(wish) }`,
  })
}

const film = async (name: string, stretches: readonly Stretch[]): Promise<FakeCamera> => {
  const path = join(yard.folder, `${name}.y4m`)
  await writeFilm(path, stretches)
  return { kind: 'file', path }
}

const rgb = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`

describe('the kiosk', () => {
  test('one film, one camera: each code has its outcome and reason, and the screen is idle after each', async () => {
    const walk = [...chooseWalk(yard.demo.people).values()]
    // An outcome stays for a while after it was read; the wall leaves the screen idle before the next code.
    const codes = walk.flatMap(({ text }): Stretch[] => [{ text, seconds: 1.6 }, { seconds: 2.2 }])
    const reel = await film('walk', [{ seconds: 2 }, ...codes, { seconds: 60 }])
    const watch = async (browser: Browser, gate: Gate) => {
      await keepScreen(browser, 'idle')
      const stood = async () => {
        const all = await stoodOn(browser)
        return all.slice(all.findIndex(({ view }) => view === 'idle'))
      }
      await expect.poll(stood, { timeout: 120_000, interval: 500 }).toHaveLength(2 * walk.length)
      const shown = await stood()
      expect(shown.map(({ view }) => view)).toEqual(
        walk.flatMap(({ outcome }) => ['idle', outcome]),
      )
      for (const [at, { outcome, reasons: codes }] of walk.entries()) {
        const { text, shape, ground, rule } = shown[2 * at + 1]!
        expect({ shape, ground }).toEqual({
          ...{ shape: outcome, ground: rgb(outcomeColour[outcome].ground) },
        })
        // Of what is no health code the screen says what it looks like, in place of that it is none.
        const [code] = codes
        const said = [outcomeWord[outcome], ...(code === 'other-code' ? [] : [reasons[code!]])]
        expect(text.includes('It looks like')).toBe(code === 'other-code')
        for (const { zh, en } of said) {
          expect(text).toContain(zh)
          expect(text).toContain(en)
        }
        const byRule = [`rule-${outcome}`, `assessed-${outcome}`]
        expect(rule !== null).toBe(codes.some((code) => byRule.includes(code)))
      }
      expect(
        await browser.execute(() => (globalThis as { cameraCalls?: number }).cameraCalls),
      ).toBe(1)
      expect(await browser.getLogs('browser')).toEqual([])
      expect(await browser.getUrl()).not.toContain('#')
      const receipts = await gate.receipts()
      expect(receipts.map((one) => one.reasons.map(({ code }) => code))).toEqual(
        walk.map((person) => person.reasons),
      )
      // The first two records say what the segment is, and that the station started; checkpoints may stand between.
      expect(receipts[0]?.seq).toBe(3)
      const formats = (await gate.records()).map(({ format }) => format)
      expect(formats.filter((format) => format === 'greengate-event-1')).toHaveLength(1)
      await expect.poll(() => gate.logged).toEqual(['camera of lane 1: live'])
    }
    await atGate(reel, watch, { opened: { settings: dwelling(800) } })
  })

  test('a code that stays in view is decided once; out of sight and shown again it is used already', async () => {
    const text = chooseWalk(yard.demo.people).get('pass')?.text ?? ''
    const shown = { text, seconds: 3 }
    const reel = await film('twice', [
      { seconds: 1 },
      shown,
      { seconds: 5 },
      shown,
      { seconds: 60 },
    ])
    const watch = async (browser: Browser, gate: Gate) => {
      const stood = async () => (await stoodOn(browser)).filter(({ shape }) => shape !== null)
      await expect.poll(stood, { timeout: 120_000, interval: 200 }).toHaveLength(2)
      const [first, second] = await stood()
      expect(first?.view).toBe('pass')
      expect(first?.forMs).toBeGreaterThan(750)
      expect(second).toMatchObject({ view: 'check', rule: null })
      expect(second?.text).toContain(reasons['already-used'].en)
      expect(second?.text).not.toContain(reasons['rule-pass'].en)
      expect(await gate.receipts()).toHaveLength(2)
    }
    await atGate(reel, watch, { opened: { settings: dwelling(800) } })
  })

  test('a station that dies takes a pass off the screen at once', async () => {
    const text = chooseWalk(yard.demo.people).get('pass')?.text ?? ''
    const reel = await film('pass', [{ text, seconds: 4 }])
    const watch = async (browser: Browser, gate: Gate) => {
      await screenShowing(browser, ({ outcome }) => outcome === 'pass')
      await gate.cut()
      // By itself it would stand there for a minute.
      const shown = await screenShowing(browser, ({ view }) => view !== 'outcome', 30_000)
      expect(shown).toMatchObject({ view: 'problem', problem: 'out-of-service' })
      await keepScreen(browser, 'out-of-service')
    }
    await atGate(reel, watch, { opened: { settings: dwelling(60_000) } })
  })

  test.each([
    ['none', 'missing'],
    ['denied', 'denied'],
  ] as const)(
    'a camera that is %s: one screen that says what to do, and a line in the log',
    async (kind, problem) => {
      await atGate({ kind }, async (browser, gate) => {
        const shown = await screenShowing(browser, ({ view }) => view === 'problem')
        expect(shown.problem).toBe(problem)
        expect(shown.text).toContain('Please use the staffed lane')
        expect(shown.text).toContain('工作人员')
        await keepScreen(browser, `camera-${problem}`)
        await expect.poll(() => gate.logged).toEqual([`camera of lane 1: ${problem}`])
      })
    },
  )

  test('a screen opened without its token is out of service', async () => {
    await atGate({ kind: 'none' }, async (browser, gate) => {
      // It keeps its token once it has come up; what is cleared before that is kept again.
      await screenShowing(browser, ({ problem }) => problem === 'missing')
      await browser.execute(() => {
        sessionStorage.clear()
      })
      await browser.url('about:blank')
      await browser.url(new URL('/', gate.url).href)
      await screenShowing(browser, ({ problem }) => problem === 'out-of-service')
      await expect.poll(() => gate.logged.join()).toContain('refused (401)')
    })
  })

  test('the other language is one tap away, upright too', async () => {
    await atGate(await film('plain', [{ seconds: 2 }]), async (browser) => {
      await screenShowing(browser, ({ view }) => view === 'idle')
      await browser.$('kiosk-screen').shadow$('.language').click()
      // While its camera opens the screen asks for nothing yet.
      await screenShowing(browser, ({ text }) => /Show your health code\s+请出示健康码/.test(text))
      const shown = await screenShowing(browser, ({ text }) => text.includes('中文'))
      expect(shown.view).toBe('idle')
      expect(await browser.execute(() => document.documentElement.lang)).toBe('en')
      await keepScreen(browser, 'idle-en')
      await look(browser, { width: 720, height: 1280 }, 'light')
      await keepScreen(browser, 'idle-portrait')
    })
  })
})

describe('a kiosk without a network', () => {
  test('learns new rules from codes before its camera and from a file, and nothing from forged ones', async () => {
    const { begun, third, fourth, forged } = await makeUpdates(yard.demo)
    const text = checkedByRule(yard.demo)
    const code: readonly Stretch[] = [{ text, seconds: 3 }, { seconds: 60 }]
    const camera = await film('carried', code)
    await atGate(
      camera,
      async (browser, gate) => {
        /** Puts another film before the camera; the page is loaded anew and sees its beginning. */
        const showFilm = async (stretches: readonly Stretch[]) => {
          await film('next', stretches)
          await rename(join(yard.folder, 'next.y4m'), join(yard.folder, 'carried.y4m'))
          await browser.refresh()
        }
        const decided = async (outcome: string) => {
          const shown = await screenShowing(browser, ({ view }) => view === 'outcome')
          expect(shown.outcome).toBe(outcome)
          return shown.rule
        }
        const [, , no] = (await decided('check'))?.split('/') ?? []

        // The last one first, and one of them twice.
        const frames = [...(await encodeFrames(third))].reverse()
        const [first, ...others] = frames.map((bytes): Stretch => ({ bytes, seconds: 0.6 }))
        await showFilm([first!, ...others.slice(0, -1), { ...first!, seconds: 2 }, others.at(-1)!])
        const almost = `${String(frames.length - 1)}/${String(frames.length)}`
        const receiving = await screenShowing(browser, ({ progress }) => progress === almost)
        expect(receiving).toMatchObject({ view: 'update', update: 'collecting' })
        await keepScreen(browser, 'update-collecting')
        const learned = await screenShowing(browser, ({ update }) => update === 'taken')
        expect(learned.text).toMatch(/3[^]*3/)
        await keepScreen(browser, 'update-taken')
        expect(await barriers(browser)).toEqual([])

        await showFilm(code)
        expect(await decided('stop')).toBe(`${yard.demo.ruleSet}/3/${String(no)}`)

        const lies = (await encodeFrames(forged)).map((bytes): Stretch => ({ bytes, seconds: 0.4 }))
        await showFilm([{ seconds: 1 }])
        await screenShowing(browser, ({ view }) => view === 'idle')
        // By the keyboard alone: after the call for staff and the group comes the button of updates.
        await browser.keys(['Tab', 'Tab', 'Tab'])
        await browser.keys(['Enter'])
        await screenShowing(browser, ({ update }) => update === 'waiting')
        const focused = await browser.execute(
          () => document.querySelector('kiosk-screen')?.shadowRoot?.activeElement?.outerHTML,
        )
        expect(focused).toContain('type="file"')
        await keepScreen(browser, 'update-waiting')
        expect(await barriers(browser)).toEqual([])
        await handOver(browser, fourth)
        await screenShowing(browser, ({ update }) => update === 'taken')
        await handOver(browser, forged)
        const refused = await screenShowing(browser, ({ update }) => update === 'refused')
        expect(refused.code).toBe('ERR_BUNDLE_DIGEST')
        await keepScreen(browser, 'update-refused')
        expect(await barriers(browser)).toEqual([])
        await browser.keys(['Escape'])
        await screenShowing(browser, ({ view }) => view === 'idle')

        await showFilm(lies)
        await screenShowing(browser, ({ code }) => code === 'ERR_BUNDLE_DIGEST')
        await showFilm(code)
        expect(await decided('check')).toBe(`${yard.demo.ruleSet}/4/${String(no)}`)
        // What was carried is no presentation: three codes of a person, three receipts.
        expect((await gate.receipts()).map(({ outcome }) => outcome)).toEqual([
          'check',
          'stop',
          'check',
        ])
      },
      { bundle: begun, handover: true },
    )
  })
})

/** Chooses a file in the field of the screen. */
async function handOver(browser: Browser, bytes: Uint8Array): Promise<void> {
  const path = join(yard.folder, 'carried.ggb')
  await writeFile(path, bytes)
  await browser.$('kiosk-screen').shadow$('input[type=file]').addValue(path)
}
