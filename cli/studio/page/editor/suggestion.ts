/** What completion offers: words, with what they are. Data only, so that it can be tried without a page. */
import { isBareName } from '../../../language/words.ts'

/** What a word is. */
export type SuggestionType =
  | 'kind'
  | 'field'
  | 'value'
  | 'parameter'
  | 'valueSet'
  | 'measurement'
  | 'function'
  | 'operator'
  | 'unit'
  | 'member'
  | 'template'

/** One word that may stand there. */
export interface Suggestion {
  readonly type: SuggestionType
  readonly label: string
  /** Beside the label. */
  readonly detail?: string
  /** In full. */
  readonly info?: string
  /** Other words by which it is found, such as its name in Chinese. */
  readonly also?: string
  /** What is written; absent: the label. */
  readonly apply?: string
  /** What is written, with blanks to fill in: `${name}`; a tab stands for one more indent. */
  readonly template?: string
  /** More goes first. */
  readonly boost?: number
}

/** What may stand at a position. */
export interface Suggestions {
  /** What is replaced. */
  readonly from: number
  readonly to: number
  /** Whether they are shown before the first letter. */
  readonly isEager: boolean
  readonly options: readonly Suggestion[]
}

/** A name as a condition has it: in backquotes where it is no bare one. */
export function nameInCondition(name: string): string {
  return isBareName(name) ? name : `\`${name.replace(/[\\`]/g, '\\$&')}\``
}
