/** Tests of what a code says of a name: never the whole of it, and never more than a code has room for. */
import { expect, test } from 'vitest'
import { lastFour, maskedName } from './masked-name.ts'

test.each([
  ['林薇', '林*'],
  ['欧阳娜娜', '欧阳**'],
  ['欧阳', '欧*'],
  ['阿不都·热合曼', '阿**·***'],
  ['Lin Wei', 'L** W**'],
  ['  anne-marie   SMITH ', 'a***-***** S****'],
  ['李', '*'],
  ['X', '*'],
  ['𠮷野家', '𠮷**'],
  ['É́a', 'É́*'],
])('%s is masked as %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked.normalize('NFC'))
})

test('a masked name fits into a code, whatever the name', () => {
  for (const name of [
    '林'.repeat(200),
    `欧阳${'·娜'.repeat(99)}`,
    'a '.repeat(99),
    '👩‍👩‍👧'.repeat(30),
  ]) {
    const masked = maskedName(name)
    expect(masked).not.toBe('')
    expect(Buffer.byteLength(masked)).toBeLessThanOrEqual(64)
    expect(masked).not.toContain('�')
  }
  expect(lastFour('11010519491231002x')).toBe('002X')
})
