/** No files: a browser has none. Whoever asks for them there made a mistake in the program. */
import type { Files } from './files.ts'

function none(): never {
  throw new TypeError('there are no files here: use indexedDbStore and httpSource')
}

export const files: Files = {
  read: none,
  stamp: none,
  create: none,
  rename: none,
  syncFolder: none,
  makeFolder: none,
  list: none,
}
