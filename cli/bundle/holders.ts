/** Who holds the keys of a role, as people write it: `2 of Li Wei age1..., Wang Fang, Zhao Min @token.jwk`. */
import { OperatorError } from '../operator-error.ts'

/** One holder. */
export interface Holder {
  readonly name: string
  /** An age recipient: the key is sealed to it. */
  readonly recipient?: string
  /** A public key file: the private part is elsewhere, on a token. */
  readonly publicFile?: string
}

/** The holders of a role, and how many of them must sign. */
export interface Holders {
  readonly threshold: number
  readonly holders: readonly Holder[]
}

const maxKeys = 64

/**
 * Reads who holds the keys of a role.
 *
 * @param least - How many must sign at least.
 * @param usual - How many must sign where it is not said.
 * @throws {@link OperatorError} that says what would be right
 */
export function readHolders(
  text: string,
  least: number,
  usual: (count: number) => number,
): Holders {
  const [, stated, rest] = /^(?:(\d{1,2})\s+of\s+|(?=.))(.*)$/s.exec(text.trim()) ?? []
  const holders = (rest ?? '')
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readHolder)
  const threshold = stated === undefined ? usual(holders.length) : Number(stated)
  if (holders.length < 1 || holders.length > maxKeys) {
    throw new OperatorError('must name its holders, with commas between: 2 of Li Wei, Wang Fang')
  }
  if (threshold < least || threshold > holders.length) {
    throw new OperatorError(
      `must have from ${least} to ${holders.length} signatures of its holders`,
    )
  }
  return { threshold, holders }
}

/** @throws {@link OperatorError} for a holder without a name */
export function readHolder(text: string): Holder {
  const words = text.split(/\s+/)
  const recipient = words.find((word) => word.startsWith('age1'))
  const file = words.find((word) => word.startsWith('@'))
  const name = words.filter((word) => word !== recipient && word !== file).join(' ')
  if (name === '') throw new OperatorError('must name whoever holds the key: Li Wei age1...')
  return {
    name,
    ...(recipient === undefined ? {} : { recipient }),
    ...(file === undefined ? {} : { publicFile: file.slice(1) }),
  }
}
