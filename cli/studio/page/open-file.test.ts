/** Whose text stands when two people write one file. */
import { describe, expect, test } from 'vitest'
import {
  afterChangeOnDisk,
  afterSave,
  isUnsaved,
  openFile,
  saveState,
  settle,
} from './open-file.ts'

const file = (text: string) => ({ path: 'a.yaml', text, sha256: `of ${text}` })
const typed = { ...openFile('a.yaml', file('first')), text: 'mine' }

describe('a save', () => {
  test('is done when the server has the text', () => {
    expect(saveState(openFile('a.yaml', file('first')))).toBe('saved')
    expect(saveState(typed)).toBe('unsaved')
    expect(saveState({ ...typed, isSaving: true })).toBe('saving')
    expect(saveState(afterSave({ ...typed, isSaving: true }, file('mine')))).toBe('saved')
  })

  test('leaves what was typed meanwhile, unsaved', () => {
    const after = afterSave({ ...typed, text: 'more', isSaving: true }, file('mine'))
    expect([after.text, saveState(after)]).toEqual(['more', 'unsaved'])
  })

  test('that meets another text is a conflict, and both are kept', () => {
    const after = afterSave(typed, { conflict: file('theirs') })
    expect([after.text, after.other?.text, saveState(after)]).toEqual([
      'mine',
      'theirs',
      'conflict',
    ])
    expect(isUnsaved(after)).toBe(true)
  })
})

describe('a change on the disk', () => {
  test('is followed by a text that nobody touched', () => {
    const after = afterChangeOnDisk(openFile('a.yaml', file('first')), file('theirs'))
    expect([after.text, saveState(after)]).toEqual(['theirs', 'saved'])
  })

  test('never takes away what was typed', () => {
    const after = afterChangeOnDisk(typed, file('theirs'))
    expect([after.text, saveState(after)]).toEqual(['mine', 'conflict'])
    expect(saveState(afterChangeOnDisk(typed, null))).toBe('conflict')
  })

  test('is none when the text is the one that was read, or the one that was typed', () => {
    expect(saveState(afterChangeOnDisk(typed, file('first')))).toBe('unsaved')
    expect(saveState(afterChangeOnDisk(typed, file('mine')))).toBe('saved')
  })

  test('that takes an untouched file away keeps its text', () => {
    const after = afterChangeOnDisk(openFile('a.yaml', file('first')), null)
    expect([after.text, saveState(after)]).toEqual(['first', 'conflict'])
    const kept = settle(after, 'mine')
    expect([kept.saved, saveState(kept)]).toEqual([null, 'unsaved'])
  })
})

describe('a conflict', () => {
  const conflict = afterChangeOnDisk(typed, file('theirs'))

  test('settled for ours is unsaved over theirs', () => {
    const after = settle(conflict, 'mine')
    expect([after.text, after.saved?.text, saveState(after)]).toEqual(['mine', 'theirs', 'unsaved'])
  })

  test('settled for theirs is saved', () => {
    const after = settle(conflict, 'theirs')
    expect([after.text, saveState(after)]).toEqual(['theirs', 'saved'])
  })
})
