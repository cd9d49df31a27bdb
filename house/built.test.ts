/** Whether a change of what is built, or of what it is built of, is seen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markBuilt, wasBuilt } from './built.ts'

let top = ''
const put = (path: string, text: string): void => {
  mkdirSync(join(top, path, '..'), { recursive: true })
  writeFileSync(join(top, path), text)
}

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'greengate-built-'))
  put('lib/index.ts', 'export {}')
  put('lib/dist/index.js', 'export {}')
})
afterEach(() => {
  rmSync(top, { recursive: true })
})

test('what nobody built was not built', () => {
  expect(wasBuilt(top)).toBe(false)
})

test.each([
  ['a source', 'lib/index.ts', false],
  ['a new source', 'kiosk/screen/new.css', false],
  ['a dependency', 'package-lock.json', false],
  ['what was built', 'lib/dist/index.js', false],
  ['a test', 'lib/index.test.ts', true],
  ['a document', 'lib/README.md', true],
])('after a change of %s it %s', (_what, path, still) => {
  markBuilt(top)
  expect(wasBuilt(top)).toBe(true)
  put(path, 'another')
  expect(wasBuilt(top)).toBe(still)
})

test('what was taken away is missed', () => {
  markBuilt(top)
  rmSync(join(top, 'lib/dist/index.js'))
  expect(wasBuilt(top)).toBe(false)
})
