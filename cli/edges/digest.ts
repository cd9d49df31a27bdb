/** The digest by which a document is named: SHA-256 of its canonical JSON. */
import { createHash } from 'node:crypto'
import { canonicalJson } from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'

/**
 * The digest that a rule set, a file of cases or fact types are named by, base64url.
 *
 * @param name - What the document is called in an error.
 * @throws {@link OperatorError} for what has no canonical form
 */
export function digestOf(value: unknown, name: string): string {
  try {
    return createHash('sha256').update(canonicalJson(value)).digest('base64url')
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new OperatorError(`${name}: has no canonical form; take it as it was published`)
  }
}
