/** Attacks on status lists: whoever could take one back or change a bit of it would let a revoked code pass. */
import { encodeBundle } from '../bundle/container.ts'
import type { ErrorCode } from '../errors.ts'
import type { Range } from './attack-range.ts'
import { keyNamed } from './keys.ts'
import { describe, publish } from './publisher.ts'
import { at, day, issuerId } from './world.ts'

const name = `status/${issuerId}/2020-03`
/** Who signs lists in the world of the tests. */
const signer = keyNamed('facts')

/** The first and the fifth entry of 20 are set. */
export const setBits = Uint8Array.of(0b1_0001, 0, 0)
const clearBits = new Uint8Array(3)

/** A header of such bits. */
export function statusValue(version: number, bits: Uint8Array, more: object = {}) {
  return {
    version,
    expires: at(30 * day),
    issuer: issuerId,
    month: '2020-03',
    entries: 20,
    data: { length: bits.length, sha256: describe(bits, 1).sha256 },
    ...more,
  }
}

/** Adds them to the range. */
export async function attackStatus({ offers, base, newer }: Range): Promise<void> {
  const listed = (value: { readonly version: number }, key = signer, as = name) => ({
    members: [...base.members, { name: as, value, keys: [key] }],
  })
  const old = listed(statusValue(2, setBits))
  const given = [encodeBundle(await publish({ ...base, ...old }), [setBits])]
  const attack = async (
    clause: string,
    title: string,
    code: ErrorCode,
    more: Partial<typeof base>,
    data: readonly Uint8Array[] = [clearBits],
    without?: string,
  ): Promise<void> => {
    const documents = await publish({ ...base, ...newer, ...more })
    const carried = documents.filter((each) => each.name !== without)
    offers(clause, title, code, encodeBundle(carried, data), { given })
  }
  const clear = listed(statusValue(3, clearBits))
  await attack(
    '5.6.3',
    'a status list by the trust list’s key',
    'ERR_BUNDLE_SIGNATURE',
    listed(statusValue(3, clearBits), keyNamed('trust')),
  )
  await attack(
    '5.6.2',
    'a status list that is kept back',
    'ERR_BUNDLE_MEMBER_MISSING',
    clear,
    [],
    name,
  )
  await attack('5.5.5', 'a status list taken away', 'ERR_BUNDLE_ROLLBACK', {}, [])
  await attack(
    '5.5.5',
    'an older status list',
    'ERR_BUNDLE_ROLLBACK',
    listed(statusValue(1, clearBits)),
  )
  await attack(
    '5.5.5',
    'another status list of the same version',
    'ERR_BUNDLE_EQUIVOCATION',
    listed(statusValue(2, clearBits)),
  )
  await attack(
    '5.6.5',
    'a status list that has expired',
    'ERR_BUNDLE_EXPIRED',
    listed(statusValue(3, clearBits, { expires: at(-day) })),
  )
  await attack('5.7', 'a status list without its bits', 'ERR_BUNDLE_MEMBER_MISSING', clear, [])
  await attack('5.7', 'a status list with other bits', 'ERR_BUNDLE_MEMBER_MISSING', clear, [
    Uint8Array.of(0, 1, 0),
  ])
  await attack(
    '5.7',
    'a status list of fewer bits than entries',
    'ERR_BUNDLE_MALFORMED',
    listed(statusValue(3, clearBits, { entries: 25 })),
  )
  await attack(
    '5.7',
    'a status list under another month’s name',
    'ERR_BUNDLE_MALFORMED',
    listed(statusValue(3, clearBits, { month: '2020-02' })),
  )
}
