/** What `npm test` tells of Debian packages that are not here. */
import { expect, test } from 'vitest'
import { packages, toldMissing } from './debian.ts'

const missing = packages.filter(({ name }) => name === 'socat' || name === 'chromium')

test('each missing package is named, and the last line is the command that brings them all', () => {
  expect(toldMissing(missing, true)).toEqual([
    'not here: chromium; tests of the screens are skipped',
    'not here: socat; tests of serial devices are skipped',
    'to try them too, as root: apt-get install --no-install-recommends chromium socat',
  ])
})

test('on a system that is not Debian no command of Debian is told', () => {
  expect(toldMissing(missing, false).join(' ')).not.toContain('apt-get')
})

test('where nothing is missing nothing is told', () => {
  expect(toldMissing([], true)).toEqual([])
})
