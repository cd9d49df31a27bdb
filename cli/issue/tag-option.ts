/** `issue --tag`: ties the codes to the card of their holder. */
import { Option, type Command } from 'commander'
import { idTypes, type Binding, type Claims } from 'greengate/issue'
import { findInstant } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { monthOf, readBindingKeys } from '../station/binding-key.ts'
import { readCardNumber } from './card-file.ts'

/** What is given on the command line. */
export interface TagOptions {
  readonly tag?: true
  readonly cardType?: string
  readonly cardNumberFile?: string
  readonly bindingKey?: string
}

/** Adds the options. */
export function withTagOptions(command: Command): Command {
  return command
    .option('--tag', 'tie the code to its holder’s card, without saying whose it is')
    .addOption(new Option('--card-type <type>', 'of that card').choices(idTypes))
    .option('--card-number-file <file>', 'a file with its number, or - for stdin')
    .option(
      '--binding-key <path>',
      'of the issuer and month, from "station seal-keys"; or a folder',
    )
}

/** Gives the binding of each code, or none. */
export type Binder = (claims: Claims) => Binding | undefined

/**
 * Reads card and keys once, for any number of codes.
 *
 * @throws {@link OperatorError}
 */
export async function readBinder(options: TagOptions): Promise<Binder> {
  const { tag, cardType, cardNumberFile, bindingKey } = options
  const given = [cardType, cardNumberFile, bindingKey]
  if (tag !== true) {
    if (given.every((each) => each === undefined)) return () => undefined
    throw new OperatorError('issue: a card and a binding key are for --tag; add it')
  }
  if (cardType === undefined || cardNumberFile === undefined || bindingKey === undefined) {
    throw new OperatorError(
      'issue: --tag needs --card-type, --card-number-file and --binding-key; add what is missing',
    )
  }
  const card = await readCardNumber(cardNumberFile, cardType)
  const keys = await readBindingKeys(bindingKey)
  return ({ issuer, issuedAt }) => {
    const at = findInstant(issuedAt)
    const month = at === undefined ? 'no month' : monthOf(at)
    const found = keys.find((each) => each.issuer === issuer && each.month === month)
    if (found === undefined) {
      throw new OperatorError(
        `${bindingKey}: has no binding key of this issuer for ${month}; get it from whoever runs "station seal-keys"`,
      )
    }
    return { bindingKey: new Uint8Array(Buffer.from(found.key, 'base64url')), card }
  }
}
