/** Pieces of the demo's pages: text that is safe in HTML, and Chinese with its English beside it. */
import type { Words } from 'greengate-cli/demo'

/** Text as HTML. */
export const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Both, the English one marked as such. */
export const both = ({ zh, en }: Words): string =>
  `${escape(zh)} <span lang="en">${escape(en)}</span>`

/** A button that does an act at the lane. */
export const actButton = (act: string, words: Words, id?: string): string =>
  `<button type="button" data-act="${act}"${id === undefined ? '' : ` data-id="${escape(id)}"`}>${both(words)}</button>`
