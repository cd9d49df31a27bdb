/** What becomes of files and text that are dropped or pasted. */
import { describe, expect, test } from 'vitest'
import { sortFile, trimLines } from './transfer.ts'

describe('sortFile', () => {
  test('a bundle is known by its name', () => {
    expect(sortFile(new File([], 'bundle.ggb')).kind).toBe('bundle')
  })

  test('everything else is tried as a picture', () => {
    expect(sortFile(new File([], 'code.png', { type: 'image/png' })).kind).toBe('picture')
    expect(sortFile(new File([], 'code.ggb.png')).kind).toBe('picture')
  })
})

describe('trimLines', () => {
  test('the line ends of scanners and mails go', () => {
    expect(trimLines('\r\nGG1:ABC\r\n\t')).toBe('GG1:ABC')
  })

  test('a space at the end belongs to the code, for base45 has one', () => {
    expect(trimLines('GG1:AB \n')).toBe('GG1:AB ')
  })
})
