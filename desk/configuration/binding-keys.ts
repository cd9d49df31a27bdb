/** The desk's binding keys, by month; looked for again while it runs, since another comes every month. */
import { join } from 'node:path'
import { stat } from 'node:fs/promises'
import { authorityParts, readBindingKeys, type Authority } from 'greengate-cli/bundle'
import { systemCode } from '../http/system-code.ts'

/** What is known now. */
export interface BindingKeys {
  of(month: string): Uint8Array | undefined
  /** Looks again, where an hour has passed. */
  refresh(now: Date): Promise<void>
}

const hourMs = 3_600_000

/**
 * Opens them.
 *
 * @param named - Of the configuration; absent: where the authority keeps them, if it has any.
 * @throws OperatorError for a key that is none, or that others can read
 */
export async function openBindingKeys(
  { folder }: Authority,
  issuer: string,
  named: string | undefined,
  now: Date,
): Promise<BindingKeys> {
  const path = named ?? join(folder, authorityParts.keys, 'binding', encodeURIComponent(issuer))
  const isThere = named !== undefined || (await has(path))
  let keys = new Map<string, Uint8Array>()
  let readAt = -Infinity
  const refresh = async (at: Date): Promise<void> => {
    if (!isThere || at.getTime() - readAt < hourMs) return
    readAt = at.getTime()
    const found = await readBindingKeys(path)
    keys = new Map(
      found
        .filter((one) => one.issuer === issuer)
        .map(({ month, key }) => [month, new Uint8Array(Buffer.from(key, 'base64url'))]),
    )
  }
  await refresh(now)
  return { of: (month) => keys.get(month), refresh }
}

async function has(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}
