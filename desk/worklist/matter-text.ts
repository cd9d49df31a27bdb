/** What a matter says in words and fields: kept apart from its acts, bound to them by a salted digest, so that it can go. */
import { createHash } from 'node:crypto'
import type { DeskStore } from '../store/open-store.ts'
import type { AddedFact } from './matter.ts'

/** What stands in it. */
export interface MatterBody {
  readonly text: string
  readonly added?: AddedFact
}

/** A body as it is kept, and the digest that stands in the act. */
export interface SealedBody {
  readonly json: string
  readonly digest: string
}

/** Longest text. */
export const maxText = 2000

/** Binds a body: with the salt nobody can try words until the digest fits, once the body is gone. */
export function sealBody(body: MatterBody, random: (length: number) => Uint8Array): SealedBody {
  const salt = Buffer.from(random(16)).toString('base64url')
  const json = JSON.stringify({ salt, ...body })
  return { json, digest: digestOf(json) }
}

/** Keeps a body; `act` 0 is the person's own. */
export function keepBody({ db }: DeskStore, matter: string, act: number, body: SealedBody): void {
  db.prepare('INSERT INTO matterText VALUES (?, ?, ?)').run(matter, act, body.json)
}

/**
 * Reads a body; undefined once retention took it.
 *
 * @param digest - As the act says; a body that is another is taken for none.
 */
export function readBody(
  { db }: DeskStore,
  matter: string,
  act: number,
  digest: string | undefined,
): MatterBody | undefined {
  const find = db.prepare('SELECT body FROM matterText WHERE matter = ? AND act = ?')
  const json = find.get(matter, act)?.['body']
  if (typeof json !== 'string' || digestOf(json) !== digest) return undefined
  return JSON.parse(json) as MatterBody
}

function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('base64url')
}
