/** Who is signed in: tokens that only their holder has, and their digests in the store. */
import { createHash } from 'node:crypto'
import type { DeskStore } from '../store/open-store.ts'
import type { Role } from '../shared/schemas.ts'

/** Whoever a session is of. */
export type SignedInAs =
  | { readonly kind: 'account'; readonly id: string }
  | {
      readonly kind: 'officer'
      readonly id: string
      readonly name: string
      readonly roles: readonly Role[]
    }

/** A session that holds. */
export type Session = SignedInAs & { readonly endsAt: Date }

/** Seconds without a request, and seconds from signing in. */
export interface SessionLife {
  readonly idle: number
  readonly whole: number
}

/** How long sessions last. */
export interface SessionLives {
  readonly account: SessionLife
  readonly officer: SessionLife
}

const day = 86_400
/** An officer's screen stands in an office; an applicant's is their own phone. */
export const defaultSessionLives: SessionLives = {
  account: { idle: 30 * day, whole: 30 * day },
  officer: { idle: 30 * 60, whole: day / 2 },
}

/** Written at most once in so many seconds: a page that asks often writes nothing each time. */
const seenStep = 60

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000)
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Opens a session under a new token. What the browser had before is over: nobody keeps a token through a sign-in.
 *
 * @returns The token: given once, to the browser.
 */
export function openSession(
  { db }: DeskStore,
  who: Pick<SignedInAs, 'kind' | 'id'>,
  lives: SessionLives,
  surroundings: { readonly now: Date; readonly random: (length: number) => Uint8Array },
): string {
  const now = secondsOf(surroundings.now)
  const token = Buffer.from(surroundings.random(32)).toString('base64url')
  db.prepare(
    `INSERT INTO session (hash, account, officer, createdAt, seenAt, endsAt) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    hashOf(token),
    who.kind === 'account' ? who.id : null,
    who.kind === 'officer' ? who.id : null,
    now,
    now,
    now + lives[who.kind].whole,
  )
  return token
}

/** The session of a token, if it holds: not over, not idle for too long, and its officer still one. */
export function readSession(
  { db }: DeskStore,
  token: string,
  lives: SessionLives,
  now: Date,
): Session | undefined {
  const seconds = secondsOf(now)
  const hash = hashOf(token)
  const row = db
    .prepare(
      `SELECT account, seenAt, endsAt, officer.id AS officer, name, roles
       FROM session LEFT JOIN officer ON officer.id = session.officer AND isActive = 1 WHERE hash = ?`,
    )
    .get(hash)
  if (row === undefined) return undefined
  const account = row['account'] as string | null
  const officer = row['officer'] as string | null
  const { idle } = lives[account === null ? 'officer' : 'account']
  const [seenAt, endsAt] = [row['seenAt'] as number, row['endsAt'] as number]
  if (seconds >= endsAt || seconds >= seenAt + idle) return undefined
  if (seconds >= seenAt + seenStep) {
    db.prepare('UPDATE session SET seenAt = ? WHERE hash = ?').run(seconds, hash)
  }
  const end = { endsAt: new Date(endsAt * 1000) }
  if (account !== null) return { kind: 'account', id: account, ...end }
  if (officer === null) return undefined
  return {
    kind: 'officer',
    id: officer,
    name: row['name'] as string,
    roles: JSON.parse(row['roles'] as string) as readonly Role[],
    ...end,
  }
}

/** Ends a session: its token is worth nothing from now on. */
export function endSession({ db }: DeskStore, token: string): void {
  db.prepare('DELETE FROM session WHERE hash = ?').run(hashOf(token))
}

/** Forgets what is over. */
export function sweepSessions({ db }: DeskStore, lives: SessionLives, now: Date): void {
  const seconds = secondsOf(now)
  db.prepare(
    `DELETE FROM session WHERE endsAt <= ? OR seenAt <= CASE WHEN officer IS NULL THEN ? ELSE ? END`,
  ).run(seconds, seconds - lives.account.idle, seconds - lives.officer.idle)
}
