/** What a new version cannot change is not asked again: who of an earlier batch is carried over. */
export { earlierLines, type EarlierPart } from './earlier-lines.ts'
export { openChanged } from './open-changed.ts'
export type { OutcomeLine } from './outcome-of-line.ts'
