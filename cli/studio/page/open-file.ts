/** A file in an editor: what was typed, what lies on the disk as far as is known, and whether these two fit. */
import type { Conflict, StudioFile } from '../studio-api.ts'

/** Nothing is ever lost: a text that somebody else wrote stays beside ours until one is chosen. */
export interface OpenFile {
  readonly path: string
  readonly text: string
  /** As it was read or written last; null: there was no such file. */
  readonly saved: StudioFile | null
  readonly isSaving: boolean
  /** What lies there in place of `saved`: another text, or (null) nothing. Undefined: as far as is known nothing else. */
  readonly other: StudioFile | null | undefined
}

/** What the page says of a file. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'conflict'

/** A file as it was read. */
export function openFile(path: string, saved: StudioFile | null): OpenFile {
  return { path, text: saved?.text ?? '', saved, isSaving: false, other: undefined }
}

/** What to say of it. */
export function saveState({ text, saved, isSaving, other }: OpenFile): SaveState {
  if (other !== undefined) return 'conflict'
  if (isSaving) return 'saving'
  return text === (saved?.text ?? '') ? 'saved' : 'unsaved'
}

/** Whether closing the page would lose something. */
export function isUnsaved(file: OpenFile): boolean {
  return saveState(file) !== 'saved'
}

/** After an answer to a save. What was typed meanwhile stays, and is unsaved. */
export function afterSave(file: OpenFile, answer: StudioFile | Conflict): OpenFile {
  if ('conflict' in answer) return { ...file, isSaving: false, other: answer.conflict }
  return { ...file, isSaving: false, saved: answer, other: undefined }
}

/** After the file was found to be another on the disk: an untouched text follows it, a touched one is a conflict. */
export function afterChangeOnDisk(file: OpenFile, found: StudioFile | null): OpenFile {
  if (found?.sha256 === file.saved?.sha256) return { ...file, other: undefined }
  if (found !== null && found.text === file.text) return { ...file, saved: found, other: undefined }
  if (saveState(file) === 'saved' && found !== null) return openFile(file.path, found)
  return { ...file, other: found }
}

/** Settles a conflict: ours is to be written over theirs, or theirs takes the place of ours. */
export function settle(file: OpenFile, choice: 'mine' | 'theirs'): OpenFile {
  const { other } = file
  if (other === undefined) return file
  if (choice === 'mine' || other === null) return { ...file, saved: other, other: undefined }
  return openFile(file.path, other)
}
