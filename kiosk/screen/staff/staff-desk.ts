/** The staff desk: who is signed in, what they asked, what became of it; the panel only draws it. */
import { KioskRefusal, type KioskApi, type RefusalCode } from '../../shared/kiosk-api.ts'
import type {
  Dashboard,
  SignIn,
  StaffAct,
  StaffActName,
  StaffAnswers,
  StaffSession,
} from '../../shared/staff-api.ts'

/** The pages of the panel. */
export type StaffPage = 'overview' | 'passages' | 'receipt' | 'devices' | 'data'

/** What became of the last act. */
export type Became =
  | { readonly state: 'asking'; readonly act: StaffActName }
  | { readonly state: 'done'; readonly act: StaffActName }
  | { readonly state: 'refused'; readonly act: StaffActName; readonly code: RefusalCode }

/** Answers that stay on the page until it is left. */
export type Kept = Partial<
  Pick<StaffAnswers, 'receipt' | 'test' | 'import' | 'export' | 'fleet-code'>
>

/** Everything that the desk knows. */
export interface DeskFacts {
  readonly session: StaffSession | undefined
  /** Why the last sign-in was refused. */
  readonly refused: RefusalCode | undefined
  /** Until when no PIN is compared, by the page's monotonic clock; undefined: no lock. */
  readonly lockedUntil: number | undefined
  readonly page: StaffPage
  readonly dashboard: Dashboard | undefined
  readonly became: Became | undefined
  readonly kept: Kept
  /** By the page's monotonic clock: without a touch the session ends then. */
  readonly endsAt: number
}

/** What the panel may do. */
export interface StaffDesk {
  readonly facts: () => DeskFacts
  readonly signIn: (who: SignIn) => Promise<void>
  readonly act: (act: StaffAct) => Promise<void>
  readonly turnTo: (page: StaffPage) => void
  /** Somebody is there. */
  readonly touch: () => void
  readonly signOut: () => void
  readonly close: () => void
}

const first: DeskFacts = {
  session: undefined,
  refused: undefined,
  lockedUntil: undefined,
  page: 'overview',
  dashboard: undefined,
  became: undefined,
  kept: {},
  endsAt: 0,
}

/** How often the overview is asked for while somebody looks at it. */
export const lookMs = 5_000
/** For so long nobody need be signed in: whoever opened the panel and went away left it over the travellers' screen. */
export const nobodyMs = 120_000
/** A lock of which the station does not say how long it holds. */
const unknownLockMs = 60_000

/** What stays on its page. */
const keeps: readonly StaffActName[] = ['receipt', 'test', 'import', 'export', 'fleet-code']

/**
 * Opens the desk with nobody at it.
 *
 * @param onNobody - Nobody signed in for too long. No key puts it off: a scanner types them too.
 */
export function openDesk(
  api: Pick<KioskApi, 'signIn' | 'staff'>,
  onFacts: (facts: DeskFacts) => void,
  onNobody: () => void,
): StaffDesk {
  let facts = first
  let looking: ReturnType<typeof setInterval> | undefined
  let idling: ReturnType<typeof setTimeout> | undefined
  let isClosed = false
  let alone = setTimeout(onNobody, nobodyMs)

  const awaitSomebody = () => {
    clearTimeout(alone)
    if (!isClosed) alone = setTimeout(onNobody, nobodyMs)
  }
  const know = (news: Partial<DeskFacts>) => {
    facts = { ...facts, ...news }
    onFacts(facts)
  }
  const leave = () => {
    clearInterval(looking)
    clearTimeout(idling)
    awaitSomebody()
    // Whoever comes next finds nothing of whoever was here.
    know(first)
  }
  const touch = () => {
    const { session } = facts
    if (session === undefined) return
    clearTimeout(idling)
    idling = setTimeout(signOut, session.idleMs)
    facts = { ...facts, endsAt: performance.now() + session.idleMs }
  }
  const ask = <A extends StaffActName>(act: Extract<StaffAct, { readonly act: A }>) => {
    const session = facts.session?.session ?? ''
    return api.staff<A>({ session, act })
  }
  const end = ({ session }: StaffSession) => {
    // The station ends it by itself too; nothing here waits for it.
    void api.staff<'sign-out'>({ session, act: { act: 'sign-out' } }).catch(() => undefined)
  }
  const signOut = () => {
    if (facts.session !== undefined) end(facts.session)
    leave()
  }
  const refusalOf = (error: unknown): KioskRefusal => {
    if (error instanceof KioskRefusal) return error
    throw error
  }
  const look = async () => {
    const { session } = facts
    try {
      const dashboard = await ask<'look'>({ act: 'look' })
      if (facts.session === session) know({ dashboard })
    } catch (error) {
      const { code } = refusalOf(error)
      if (code === 'signed-out' || code === 'lost') leave()
    }
  }

  return {
    facts: () => facts,
    async signIn(who) {
      if (facts.session === undefined) awaitSomebody()
      try {
        const session = await api.signIn(who)
        // They went away meanwhile, or were let in already: a session that nobody holds is left to nobody.
        if (isClosed || facts.session !== undefined) {
          end(session)
          return
        }
        clearTimeout(alone)
        know({ ...first, session })
        touch()
        looking = setInterval(() => void look(), lookMs)
        await look()
      } catch (error) {
        const { code, waitMs = unknownLockMs } = refusalOf(error)
        know({
          refused: code,
          lockedUntil: code === 'locked' ? performance.now() + waitMs : undefined,
        })
      }
    },
    async act(act) {
      touch()
      const { session } = facts
      know({ became: { state: 'asking', act: act.act } })
      try {
        const answer = await ask<StaffActName>(act)
        // Somebody else may have come meanwhile.
        if (facts.session !== session) return
        const kept = keeps.includes(act.act) ? { ...facts.kept, [act.act]: answer } : facts.kept
        know({ became: { state: 'done', act: act.act }, kept })
        await look()
      } catch (error) {
        const { code } = refusalOf(error)
        if (facts.session !== session) return
        if (code === 'signed-out' || code === 'lost') leave()
        else know({ became: { state: 'refused', act: act.act, code } })
      }
    },
    turnTo(page) {
      touch()
      know({ page, became: undefined, kept: {} })
    },
    touch,
    signOut,
    close() {
      isClosed = true
      signOut()
    },
  }
}
