/** Reports of a HID scanner, good ones and spoilt ones. */
import { expect, test } from 'vitest'
import { hidReports } from './hid-report.ts'
import { reportsOf } from './simulated-hid.ts'

/** Written by hand after the makers' tables: `]Q1`, five bytes of data, kind 73 hex, no more. */
const hello = new Uint8Array(64)
hello.set([0x02, 0x05, 0x5d, 0x51, 0x31, 0x68, 0x65, 0x6c, 0x6c, 0x6f])
hello[61] = 0x73

test('a report says what was scanned, and of which kind it was', () => {
  const scan = { bytes: new TextEncoder().encode('hello'), aim: ']Q1', symbology: 0x73 }
  expect(hidReports().push(hello)).toEqual(scan)
  expect(hidReports().push(hello.subarray(1))).toEqual(scan)
  expect(reportsOf('hello')).toEqual([hello])
})

test.each([true, false])('a long code is joined from its reports (numbered: %s)', (isNumbered) => {
  const text = `GG1:${'健康'.repeat(100)}`
  const reports = hidReports()
  const found = reportsOf(text, { isNumbered }).map((report) => reports.push(report))
  expect(found.slice(0, -1).every((one) => one === 'more')).toBe(true)
  expect(found.at(-1)).toMatchObject({ bytes: new TextEncoder().encode(text) })
  expect(reports.isOpen()).toBe(false)
})

test('a scanner that does not say the kind says nothing', () => {
  const [report] = reportsOf('hello', { aim: '\0\0\0' })
  expect(hidReports().push(report!)).toMatchObject({ aim: null })
})

test.each([
  ['of another number', (report: Uint8Array) => report.with(0, 3)],
  ['with more data than it has room for', (report: Uint8Array) => report.with(1, 57)],
  ['with another flag than yes and no', (report: Uint8Array) => report.with(63, 2)],
  ['that is too short', (report: Uint8Array) => report.subarray(0, 60)],
  ['that is empty', () => new Uint8Array()],
])('a report %s is noise, and takes with it what had begun', (_what, spoil) => {
  const reports = hidReports()
  expect(reports.push(reportsOf('A'.repeat(60))[0]!)).toBe('more')
  expect(reports.push(spoil(hello))).toBe('noise')
  expect(reports.push(hello)).toMatchObject({ bytes: new TextEncoder().encode('hello') })
})

test('a scan that never ends is thrown away when it is longer than any code', () => {
  const reports = hidReports()
  const [endless] = reportsOf('A'.repeat(60))
  const found = Array.from({ length: 127 }, () => reports.push(endless!))
  expect([found.at(125), found.at(126)]).toEqual(['more', 'noise'])
})
