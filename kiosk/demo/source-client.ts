/** A department's side of the desk's interface: pushes records and coverage over HTTP with the key of its source. */

/** A record as it goes over the wire; the desk says what it takes (docs/desk-api.md 4). */
export interface PushedRecord {
  readonly id: string
  readonly kind: string
  readonly recordedAt: string
  readonly person: { readonly idType: string; readonly number: string }
  readonly fields: Readonly<Record<string, string | number | boolean>>
}

/** How many records became what. */
export interface Pushed {
  readonly taken: number
  readonly duplicate: number
  readonly conflict: number
  readonly held: number
  readonly refused: number
}

/** Pushes as one source. */
export interface SourceClient {
  /** @throws SourceRefused for anything but an answer about the records */
  records(records: readonly PushedRecord[]): Promise<Pushed>
  /**
   * States that everything of these kinds was pushed up to an instant.
   *
   * @returns The kinds that this source may not cover.
   */
  covers(kinds: readonly string[], until: Date): Promise<readonly string[]>
}

/** The desk did not take a push at all. */
export class SourceRefused extends Error {
  override name = 'SourceRefused'
  readonly status: number
  constructor(status: number) {
    super(`the desk answered ${String(status)}`)
    this.status = status
  }
}

/** With whole seconds, as the wire has instants. */
export const instantText = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

/**
 * Opens a client.
 *
 * @param url - Of the desk, without a path.
 */
export function sourceClient(url: string, key: string): SourceClient {
  const push = async (path: string, type: string, body: string): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type }
    const response = await fetch(new URL(`/api/sources/${path}`, url), {
      ...{ method: 'POST', headers, body },
    })
    if (response.status !== 200) throw new SourceRefused(response.status)
    return response.json()
  }
  return {
    async records(records) {
      const lines = records.map((record) => `${JSON.stringify(record)}\n`)
      return (await push('records', 'application/x-ndjson', lines.join(''))) as Pushed
    },
    async covers(kinds, until) {
      const covers = kinds.map((kind) => ({ kind, until: instantText(until) }))
      const answer = await push('coverage', 'application/json', JSON.stringify({ covers }))
      return (answer as { readonly refused: readonly string[] }).refused
    },
  }
}
