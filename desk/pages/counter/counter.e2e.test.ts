/** The counter in a real browser by keyboard alone, with a reader and a printer at the ends of cables, as far as a gate that takes the sheet. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { layBench, type Bench } from '../../../kiosk/station/devices/gate/test-bench.ts'
import { noCable } from '../../../kiosk/station/devices/line/test-pty.ts'
import {
  simulatePrinter,
  type SimulatedPrinter,
} from '../../../kiosk/station/devices/printer/simulated-printer.ts'
import {
  simulateSdtReader,
  type SimulatedSdt,
} from '../../../kiosk/station/devices/card-reader/simulated-sdt.ts'
import { openBrowser, type OpenBrowser } from '../../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../../verifier-web/walk/outside.ts'
import { numberOf } from '../../assessing/test-desk.ts'
import { openCounter, type Counter } from '../../counter/open-counter.ts'
import { officers, openPagesDesk } from '../test-desk.ts'
import { handsOn, resize, sizes } from '../test-hands.ts'

const run = promisify(execFile)
const pictures = `${import.meta.dirname}/../../../artifacts/desk`
const number = numberOf(3)
const [officer] = officers

describe.skipIf(noCable !== undefined)('kiosk/station/devices/: a counter', () => {
  let place: Awaited<ReturnType<typeof openPagesDesk>>
  let benches: readonly Bench[] = []
  let device: SimulatedSdt
  let roll: SimulatedPrinter
  let counter: Counter
  let outside: Outside
  let open: OpenBrowser
  let browser: Browser
  let hands: ReturnType<typeof handsOn>

  beforeAll(async () => {
    const { buffer } = await readFile('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
    prepareZXingModule({ overrides: { wasmBinary: buffer } })
    // The driver of browsers sets it for itself.
    vi.stubEnv('WDIO_LOG_LEVEL', 'error')
    await mkdir(pictures, { recursive: true })
    const [desk, paper] = await Promise.all([layBench(115_200), layBench(9_600)])
    benches = [desk, paper]
    device = simulateSdtReader(desk.far)
    roll = simulatePrinter(paper.far)
    counter = openCounter(
      { reader: { path: desk.cable.station }, printer: { path: paper.cable.station } },
      desk.surroundings,
    )
    const { reader, printer } = counter
    if (reader === undefined || printer === undefined) throw new Error('test: no devices')
    place = await openPagesDesk({ reader, printer }, true)
    outside = await openOutside()
    open = await openBrowser({ switches: outside.switches })
    browser = open.browser
    hands = handsOn(browser, pictures)
    await resize(browser, sizes.desk)
  })

  afterAll(async () => {
    await open.close()
    await outside.close()
    await place.close()
    await counter.close()
    device.stop()
    for (const bench of benches) await bench.close()
    vi.unstubAllEnvs()
  })

  test('waits for a card once an officer is signed in', async () => {
    await browser.url(`${place.origin}/counter/`)
    await hands.signIn(officer.contact, place.codes)
    await hands.until(/The reader is ready/)
    expect(await hands.study('counter-ready')).toEqual([])
  })

  test('writes down whose card was read, as verified, with no number in any address', async () => {
    device.place({
      layout: 'resident',
      name: '麴文泰',
      number,
      birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      validFrom: '2015-03-01',
      validUntil: null,
    })
    await hands.until(/Nobody is known by this card/)
    await hands.fill(/^input Name/, '麴文泰')
    await hands.keys(Key.Enter)
    await hands.until(/Yellow/)
    expect(await hands.all('data-identity')).toEqual(['verified'])
    const addresses = await browser.execute(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    expect([...addresses, await browser.getUrl()].join(' ')).not.toContain(number)
  })

  test('declares for them, and the outcome follows', async () => {
    const sampledAt = `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}Z`
    await place.state('hospital', number, 'test', { sampledAt, method: 'pcr', result: 'negative' })
    await hands.press(/^summary/)
    await hands.fill(/^input Temperature/, '36.5')
    await hands.to(/^input No$/)
    await hands.keys(Key.Space)
    await hands.press(/^button Send/)
    for (let kind = 0; kind < 2; kind += 1) {
      await hands.to(/^input Nothing/)
      await hands.keys(Key.Space)
      await hands.press(/^button Send/)
    }
    await hands.until(/Green/)
    expect(await hands.study('counter-person')).toEqual([])
  })

  let text = ''
  test('makes a paper code, and prints it on a slip that a gate takes with the card and not without', async () => {
    await hands.press(/^button Make a paper code/)
    await hands.until(/Open and print/)
    expect(await hands.study('counter-paper')).toEqual([])
    await hands.press(/^button Print a slip/)
    await hands.until(/The slip is printed/)
    const codes = roll.slips.flatMap((slip) => slip.codes)
    expect(codes).toHaveLength(1)
    text = codes[0] ?? ''
    expect(await place.gate(text)).toBe('check card-required assessed-pass')
    expect(await place.gateWithCard(text, number)).toBe('pass assessed-pass')
    expect(await place.gateWithCard(text, numberOf(4))).toMatch(/^invalid /)
  })

  const noRenderer = !existsSync('/usr/bin/pdftoppm')
  test.skipIf(noRenderer)('has the same code on the printed sheet', async () => {
    const [path = ''] = await hands.all('data-sheet')
    const pdf = await browser.execute(async (address) => {
      const response = await fetch(address)
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { type: response.headers.get('Content-Type'), bytes: [...bytes] }
    }, path)
    expect(pdf.type).toBe('application/pdf')
    await writeFile(`${pictures}/sheet.pdf`, Uint8Array.from(pdf.bytes))
    const drawing = ['-r', '300', '-png', '-singlefile']
    await run('pdftoppm', [...drawing, `${pictures}/sheet.pdf`, `${pictures}/sheet`])
    const drawn = await readFile(`${pictures}/sheet.png`)
    const [read] = await readBarcodes(drawn, { formats: ['QRCode'] })
    expect(read?.text).toBe(text)
  })

  test('forgets whom it served when the next one comes', async () => {
    device.lift()
    await hands.to(/^button Next person/)
    await hands.keys(Key.Enter)
    const all = await hands.until(/The reader is ready/)
    expect(all).not.toContain('麴')
    expect(all).not.toContain(number.slice(-4))
  })
})
