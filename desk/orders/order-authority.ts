/** Who may order: named in the desk's configuration, with keys of its own, of which several must sign. */
import { thumbprint, type PublicJwk } from 'greengate/issue'
import { inTransaction, type DeskStore } from '../store/open-store.ts'

/** An authority as it is configured. */
export interface OrderAuthority {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string
  readonly zh: string
  readonly en: string
  /** A key of a test world orders nothing in a production one. */
  readonly world: 'production' | 'demo' | 'test'
  readonly keys: readonly PublicJwk[]
  /** How many of them must sign: 2 at least, since what one hand can do nobody else sees. */
  readonly threshold: number
  /** Days that an order lasts at most. */
  readonly longestDays: number
}

/** The source of an authority's orders. */
export function orderSource(authority: string): string {
  return `order:${authority}`
}

/**
 * Makes the sources of authorities, and ends those that are configured no more: their orders stand until they expire.
 *
 * @throws TypeError for an authority that one hand could act for
 */
export async function registerAuthorities(
  store: DeskStore,
  authorities: readonly OrderAuthority[],
  now: Date,
): Promise<void> {
  for (const authority of authorities) await checkAuthority(authority)
  const at = Math.floor(now.getTime() / 1000)
  const ids = JSON.stringify(authorities.map(({ id }) => orderSource(id)))
  inTransaction(store, () => {
    const put = store.db.prepare(
      `INSERT INTO source (id, zh, en, states, covers, regions, since)
       VALUES (?, ?, ?, '["order"]', '["order"]', '["*"]', ?)
       ON CONFLICT (id) DO UPDATE SET zh = excluded.zh, en = excluded.en, until = NULL`,
    )
    for (const { id, zh, en } of authorities) put.run(orderSource(id), zh, en, at)
    store.db
      .prepare(
        `UPDATE source SET until = ? WHERE id LIKE 'order:%' AND until IS NULL
         AND id NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(at, ids)
  })
}

async function checkAuthority({ id, keys, threshold, longestDays }: OrderAuthority): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
    throw new TypeError('an authority: id has not its form')
  const thumbprints = new Set(await Promise.all(keys.map((key) => thumbprint(key))))
  const isTwo = Number.isSafeInteger(threshold) && threshold >= 2 && threshold <= thumbprints.size
  if (!isTwo) throw new TypeError('an authority: threshold must be 2 or more, of as many keys')
  if (!(longestDays > 0 && longestDays <= 366)) {
    throw new TypeError('an authority: longestDays must be 1 to 366')
  }
}
