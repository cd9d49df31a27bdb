/** The keys of sources: the secret that one pushes with, made, changed and revoked; and those that it signs with. */
import { createHash } from 'node:crypto'
import { publicJwk, type PublicJwk } from 'greengate/issue'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** Before the secret, so that one that leaks into a log or a repository is known for what it is. */
const prefix = 'ggs_'

/**
 * Gives a source a new secret; the one that it had still works for a while.
 *
 * @param overlap - Seconds; 0: the old one is refused at once.
 * @returns The secret, which is kept nowhere.
 */
export function renewSecret(
  store: DeskStore,
  source: string,
  random: (length: number) => Uint8Array,
  now: number,
  overlap: number,
): string {
  const secret = prefix + Buffer.from(random(32)).toString('base64url')
  const put = prepared(
    store,
    `UPDATE source SET formerKeyHash = CASE WHEN ?2 > ?3 THEN keyHash END, formerUntil = ?2, keyHash = ?1
     WHERE id = ?4`,
  )
  const { changes } = put.run(hashOf(secret), now + overlap, now, source)
  if (changes !== 1) throw new TypeError('source must be one of the store')
  return secret
}

/** Takes a source's secrets away: what it pushes is refused from now on. */
export function revokeSecrets(store: DeskStore, source: string): void {
  prepared(
    store,
    'UPDATE source SET keyHash = NULL, formerKeyHash = NULL, formerUntil = NULL WHERE id = ?',
  ).run(source)
}

/** Whose secret it is; undefined: nobody's, or of a source that is over. */
export function sourceOfSecret(store: DeskStore, secret: string, now: number): string | undefined {
  const find = prepared(
    store,
    `SELECT id FROM source WHERE (keyHash = ?1 OR (formerKeyHash = ?1 AND formerUntil > ?2))
     AND since <= ?2 AND coalesce(until > ?2, true)`,
  )
  return find.get(hashOf(secret), now)?.['id'] as string | undefined
}

/** Whether there is a secret that a source pushes with: one that was over has none any more. */
export function hasSecret(store: DeskStore, source: string): boolean {
  const find = 'SELECT 1 FROM source WHERE id = ? AND keyHash IS NOT NULL'
  return prepared(store, find).get(source) !== undefined
}

/**
 * Registers the keys that a source signs with, in place of those that it had.
 *
 * @throws GreengateError `ERR_KEY_...` for one that is none.
 */
export function setSigningKeys(store: DeskStore, source: string, keys: readonly unknown[]): void {
  const good = keys.map((key) => publicJwk(key))
  inTransaction(store, () => {
    prepared(store, 'UPDATE source SET signingKeys = ? WHERE id = ?').run(
      JSON.stringify(good),
      source,
    )
  })
}

/** The keys that a source signs with. */
export function signingKeysOf(store: DeskStore, source: string): readonly PublicJwk[] {
  const row = prepared(store, 'SELECT signingKeys FROM source WHERE id = ?').get(source)
  return row === undefined ? [] : (JSON.parse(row['signingKeys'] as string) as PublicJwk[])
}

function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}
