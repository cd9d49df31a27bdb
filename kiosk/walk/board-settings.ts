/** How the lane of the walk on one relay board is set up, and whom it meets. */

/** Lamps burn for so long; on the screen the walk winds the clock on. */
export const dwellSeconds = { pass: 4, check: 1.8, stop: 2.2, invalid: 1.4, unreadable: 1 }
export const awaitSeconds = 30
export const screen =
  'camera: false, wedge: false, groups: 4, voice: { on: false }, ' +
  `awaitSeconds: ${String(awaitSeconds)}, dwell: ${JSON.stringify(dwellSeconds)}`
/** Degrees, well and feverish. */
export const [cool, hot] = [36.4, 38.2]
export const passport = {
  ...{ state: 'CHN', surname: 'WANG', given: 'FANG', number: 'E98765432' },
  ...{ birthDate: '1985-07-14', validUntil: '2035-03-01' },
}
/** "Flash on" of relay 1 for seven tenths of a second, as the maker's manual has it. */
export const pulse = '0105020000078db0'
