/** What may be wrong with a row of a population, and its words. */

/** In the order in which a row is looked at; the places in this list cross between threads. */
export const rowFaults = [
  'too-long',
  'encoding',
  'form',
  'type',
  'number',
  'outcome',
  'rule',
  'holds-until',
  'conflict',
  'repeat',
] as const

export type RowFault = (typeof rowFaults)[number]

/** The place of a fault among {@link rowFaults}. */
export const faultNumber = Object.fromEntries(
  rowFaults.map((fault, place) => [fault, place]),
) as Readonly<Record<RowFault, number>>

/** Longest row that is read. */
export const maxRowBytes = 4096

/** What a row should be, in the words of an error. */
export const faultWords: Readonly<Record<RowFault, string>> = {
  'too-long': `must be shorter than ${maxRowBytes} bytes`,
  encoding: 'must be UTF-8',
  form: 'must have the columns of the first line, or be a JSON object with no other members',
  type: 'has no type of document that is known',
  number: 'has a number that cannot be one of its type: form, date or check digit',
  outcome: 'must have the outcome pass, check or stop',
  rule: 'must name its rule by its number; only a pass may lack it, and 0 is for a check',
  'holds-until': 'has a holdsUntil that is no instant, such as 2020-03-01T08:00:00Z',
  conflict: 'says something else of the same person',
  repeat: 'says the same of the same person',
}
