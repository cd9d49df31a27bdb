/** The staff's side of the contract: sign-ins and acts, each for the connection that it comes from. */
import { KioskRefusal, type StaffAsk } from '../../shared/kiosk-api.ts'
import type { SignIn, StaffActName, StaffAnswers, StaffSession } from '../../shared/staff-api.ts'
import type { Connection } from './sessions.ts'
import type { SignInDesk } from './sign-in-desk.ts'
import { runAct, type Acts } from './staff-acts.ts'

/** What a station asks on behalf of a screen. */
export interface StaffDesk {
  signIn(who: SignIn, connection: Connection): Promise<StaffSession>
  staff<A extends StaffActName>(ask: StaffAsk<A>, connection: Connection): Promise<StaffAnswers[A]>
  disconnected(connection: Connection): void
  tend(): void
}

/** Nobody signs in where nobody is known. */
export const noStaff: StaffDesk = {
  signIn: () => Promise.reject(new KioskRefusal('not-here')),
  staff: () => Promise.reject(new KioskRefusal('signed-out')),
  disconnected: () => undefined,
  tend: () => undefined,
}

/** Opens it. */
export function openStaffDesk(desk: SignInDesk, acts: Acts): StaffDesk {
  return {
    signIn: (who, connection) => desk.signIn(who, connection),
    async staff<A extends StaffActName>(
      { session, act }: StaffAsk<A>,
      connection: Connection,
    ): Promise<StaffAnswers[A]> {
      const operator = desk.operatorOf(session, connection)
      if (act.act === 'sign-out') {
        await desk.signOut(session, operator)
        return null as StaffAnswers[A]
      }
      // A dashboard that looks again by itself keeps no session of somebody who went away.
      if (act.act !== 'look') desk.touch(session)
      type Other = Exclude<StaffActName, 'sign-out'>
      return (await runAct(
        acts,
        act as Parameters<typeof runAct<Other>>[1],
        operator,
      )) as StaffAnswers[A]
    },
    disconnected(connection) {
      desk.disconnected(connection)
    },
    tend() {
      desk.tend()
    },
  }
}
