/** Sessions of operators: unguessable, ended by silence, by signing out, and with the screen's connection. */
import { randomBytes } from 'node:crypto'
import type { Operator } from './operators-file.ts'

/** Whose connection a session hangs on. */
export type Connection = object

/** The sessions of a station. Times are of one monotonic clock. */
export interface Sessions {
  begin(operator: Operator, connection: Connection, nowMs: number): string
  /** The operator of a session of this very connection; undefined: it is over, or never was. */
  operatorOf(session: string, connection: Connection, nowMs: number): Operator | undefined
  /** Something was done, and not only looked at. */
  touch(session: string, nowMs: number): void
  end(session: string): void
  /** Those that end with a connection. */
  disconnected(connection: Connection): readonly Operator[]
  /** Those that ended by silence since it was last asked. */
  expire(nowMs: number): readonly Operator[]
}

interface Session {
  readonly operator: Operator
  readonly connection: Connection
  untilMs: number
}

/** Starts with none. */
export function startSessions(idleMs: number): Sessions {
  const sessions = new Map<string, Session>()
  const endAll = (isOver: (session: Session) => boolean): readonly Operator[] => {
    const over = [...sessions].filter(([, session]) => isOver(session))
    for (const [name] of over) sessions.delete(name)
    return over.map(([, { operator }]) => operator)
  }
  return {
    begin(operator, connection, nowMs) {
      const name = randomBytes(32).toString('base64url')
      sessions.set(name, { operator, connection, untilMs: nowMs + idleMs })
      return name
    },
    operatorOf(name, connection, nowMs) {
      const session = sessions.get(name)
      const isOn = session?.connection === connection && nowMs < session.untilMs
      return isOn ? session.operator : undefined
    },
    touch(name, nowMs) {
      const session = sessions.get(name)
      if (session !== undefined) session.untilMs = nowMs + idleMs
    },
    end(name) {
      sessions.delete(name)
    },
    disconnected: (connection) => endAll((session) => session.connection === connection),
    expire: (nowMs) => endAll(({ untilMs }) => nowMs >= untilMs),
  }
}
