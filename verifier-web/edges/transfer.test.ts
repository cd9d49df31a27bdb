/** What becomes of files and text that are dropped or pasted. */
import { describe, expect, test } from 'vitest'
import { codesIn, sortFile, trimLines } from './transfer.ts'

describe('sortFile', () => {
  test('a bundle is known by its name', () => {
    expect(sortFile(new File([], 'bundle.ggb')).kind).toBe('bundle')
    expect(sortFile(new File([], 'BUNDLE.GGB')).kind).toBe('bundle')
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

describe('codesIn', () => {
  test('a code that a mail has broken into lines is whole again', () => {
    expect(codesIn('GG1:ABC\r\nDEF\nGHI')).toEqual(['GG1:ABCDEFGHI'])
  })

  test('each line that begins as a code does is another one', () => {
    expect(codesIn('GG1:ABC\nGG1:DEF\n\nHC1:X')).toEqual(['GG1:ABC', 'GG1:DEF', 'HC1:X'])
  })

  test('a text of several lines of another kind stays as it is', () => {
    expect(codesIn('{\n"data": 1\n}')).toEqual(['{\n"data": 1\n}'])
  })
})
