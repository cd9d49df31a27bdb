/** Whether a key may state what a code states. */
import type { AuthorityKey } from '../trust/authorities.ts'
import type { OtherCredential, Proof } from './format.ts'

type KeyUsage = Extract<Proof, { readonly state: 'genuine' }>['keyUsage']

/** Every kind of the code must be among those of the key; of a code without kinds nothing is said. */
export function keyUsageOf(
  { kinds }: Pick<OtherCredential, 'kinds'>,
  { states }: Pick<AuthorityKey, 'states'>,
): KeyUsage {
  if (kinds.length === 0) return 'unstated'
  const isAllowed = states.includes('*') || kinds.every((kind) => states.includes(kind))
  return isAllowed ? 'allowed' : 'refused'
}
