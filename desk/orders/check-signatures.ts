/** Counts the keys of an authority that signed an order. */
import { thumbprint } from 'greengate/issue'
import { isRight } from 'greengate-cli/bundle'
import type { OrderAuthority } from './order-authority.ts'
import type { readOrderFile } from './order-file.ts'
import { orderRefused } from './order-refused.ts'
import { orderTyp } from './sign-order.ts'

/** A clock may be a little ahead of ours. */
const aheadSeconds = 60

/**
 * Checks that enough distinct keys signed.
 *
 * @throws DeskError `ERR_DESK_ORDER_SIGNATURE`; `ERR_DESK_ORDER_TIME` for what was signed later than now
 */
export async function checkOrderSignatures(
  { payload, signatures }: ReturnType<typeof readOrderFile>,
  { keys, threshold, world }: OrderAuthority,
  now: Date,
): Promise<void> {
  const known = new Map(
    await Promise.all(keys.map(async (key) => [await thumbprint(key), key] as const)),
  )
  const good = new Set<string>()
  for (const entry of signatures) {
    const key = known.get(entry.kid)
    // A signature by a key that has no say here neither helps nor harms.
    if (key === undefined) continue
    const isOfAll = entry.signedAt === signatures[0]?.signedAt
    if (!isOfAll || !(await isRight(entry, payload, key, orderTyp(world)))) {
      throw orderRefused('ERR_DESK_ORDER_SIGNATURE')
    }
    good.add(entry.kid)
  }
  if (good.size < threshold) throw orderRefused('ERR_DESK_ORDER_SIGNATURE')
  const signedAt = signatures[0]?.signedAt ?? Infinity
  if (signedAt > now.getTime() / 1000 + aheadSeconds) throw orderRefused('ERR_DESK_ORDER_TIME')
}
