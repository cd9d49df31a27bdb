/** Signs operators in and out: one attempt at a time, counted before it is answered, and every outcome in the journal. */
import { createHmac, randomBytes } from 'node:crypto'
import type { StationEvent } from 'greengate'
import { KioskRefusal } from '../../shared/kiosk-api.ts'
import { queue } from '../../shared/queue.ts'
import type { SignIn, StaffSession } from '../../shared/staff-api.ts'
import { checkPin } from './check-pin.ts'
import type { LockOut } from './lock-out.ts'
import type { Operator } from './operators-file.ts'
import { startSessions, type Connection } from './sessions.ts'

/** What it works with. */
export interface SignInParts {
  /** Read at every attempt, so that whoever was added, or taken away, is so at once. */
  readonly operators: () => Promise<readonly Operator[]>
  readonly lockOut: LockOut
  readonly idleMs: number
  /** Durable, or undefined where the journal takes nothing. */
  readonly note: (event: StationEvent) => Promise<unknown>
  readonly now: () => Date
  readonly monotonicMs: () => number
}

/** Where operators come and go. */
export interface SignInDesk {
  signIn(who: SignIn, connection: Connection): Promise<StaffSession>
  /** @throws KioskRefusal `signed-out`. */
  operatorOf(session: string, connection: Connection): Operator
  touch(session: string): void
  signOut(session: string, operator: Operator): Promise<void>
  disconnected(connection: Connection): void
  tend(): void
}

const mostWaiting = 4

/** Opens the desk. */
export function openSignInDesk(parts: SignInParts): SignInDesk {
  const { lockOut, idleMs, note, now, monotonicMs } = parts
  const sessions = startSessions(idleMs)
  const key = randomBytes(32)
  let waiting = 0
  const inTurn = queue()

  const attempt = async ({ operator: id, pin }: SignIn, connection: Connection) => {
    const known = (await parts.operators()).find((one) => one.id === id)
    // What an unknown operator typed may be anything, and a PIN in the wrong field is no name.
    const operator = known?.id ?? 'unknown'
    // For the same reason it is counted on the disk under no name that anybody could read.
    const counted = known?.id ?? createHmac('sha256', key).update(id).digest('hex')
    const lockedForMs = () => lockOut.lockedForMs(counted, now())
    if (lockedForMs() > 0) throw new KioskRefusal('locked', { waitMs: lockedForMs() })
    const isRight = await checkPin(pin, known?.pin)
    if (!isRight || known === undefined) {
      const isLocked = await lockOut.wrong(counted, now())
      await note({ event: isLocked ? 'locked-out' : 'sign-in-refused', operator })
      throw isLocked
        ? new KioskRefusal('locked', { waitMs: lockedForMs() })
        : new KioskRefusal('wrong-pin')
    }
    await lockOut.right(id)
    if ((await note({ event: 'signed-in', operator })) === undefined)
      throw new KioskRefusal('out-of-service')
    const session = sessions.begin(known, connection, monotonicMs())
    return { session, operator: id, rights: known.rights, idleMs }
  }
  const noteOut = ({ id: operator }: Operator) => note({ event: 'signed-out', operator })

  return {
    async signIn(who, connection) {
      if (waiting >= mostWaiting) throw new KioskRefusal('busy')
      waiting++
      try {
        return await inTurn(() => attempt(who, connection))
      } finally {
        waiting--
      }
    },
    operatorOf(session, connection) {
      const operator = sessions.operatorOf(session, connection, monotonicMs())
      if (operator === undefined) throw new KioskRefusal('signed-out')
      return operator
    },
    touch(session) {
      sessions.touch(session, monotonicMs())
    },
    async signOut(session, operator) {
      sessions.end(session)
      await noteOut(operator)
    },
    disconnected(connection) {
      for (const operator of sessions.disconnected(connection)) void noteOut(operator)
    },
    tend() {
      for (const operator of sessions.expire(monotonicMs())) void noteOut(operator)
    },
  }
}
