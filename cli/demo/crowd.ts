/** A crowd for the demo: as many people as are wanted, all of whom may pass, each with a code and a card of their own. */
import type { Card } from 'greengate'
import { issue, jwkSigner } from 'greengate/issue'
import { healthAt } from './health.ts'
import type { DemoKeys } from './keys.ts'

/** One of many: whoever measures or tries a lane lets them through one after the other. */
export interface CrowdMember {
  readonly text: string
  readonly card: Card
}

const day = 86_400_000
/** Numbers of one region and birthday. */
const perDay = 1_000
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Their cards: all different, and no card of anybody else in the demo. */
export function crowdCards(count: number, now: Date): readonly Card[] {
  const dayIn = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10)
  const [validFrom, validUntil] = [dayIn(-2000), dayIn(3000)]
  return Array.from({ length: count }, (_, at) => {
    const born = new Date(Date.UTC(1950, 0, 1 + Math.floor(at / perDay)))
    const date = born.toISOString().slice(0, 10).replaceAll('-', '')
    const number = checked(`119901${date}${String(at % perDay).padStart(3, '0')}`)
    return { type: 'cn-resident-id', number, validFrom, validUntil, source: 'chip' }
  })
}

/** With their codes, as the demo's first person has one. */
export async function crowdOf(
  count: number,
  now: Date,
  { issuers }: Pick<DemoKeys, 'issuers'>,
  random: (length: number) => Uint8Array,
): Promise<readonly CrowdMember[]> {
  const { stated, test, checkin } = healthAt(now)
  const signer = await jwkSigner(issuers.city)
  return Promise.all(
    crowdCards(count, now).map(async (card) => {
      const claims = stated('甲*', card.number.slice(-4), test(20), checkin(3))
      return { text: await issue(claims, { signer, cti: new Uint8Array(random(8)) }), card }
    }),
  )
}

/** With its check character (GB 11643). */
function checked(digits: string): string {
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
  return `${digits}${'10X98765432'[sum % 11] ?? ''}`
}
