/** Presentations one at a time: claimed, decided, written down, and only then shown to anybody or to the gate. */
import type { Bundle, Outcome } from 'greengate'
import { patienceMs } from '../../shared/channels.ts'
import { KioskRefusal, type Group, type ShownDecision } from '../../shared/kiosk-api.ts'
import type { Journal } from '../journal/journal.ts'
import { startPartCollector } from '../part-collector.ts'
import { startShadowWatch } from '../shadow-watch.ts'
import { StationError } from '../station-error.ts'
import type { Admitted } from './admissions.ts'
import { makeAppealNumber } from './appeal-number.ts'
import { awaitedHalf, type Readable } from './awaited-half.ts'
import { claimShown, type Claimed, type ClaimParts } from './claim-shown.ts'
import { decidePresented, type DecidingParts, type Moment } from './decide-presented.ts'
import { startGroup } from './group.ts'
import { startHeldHalf, type Awaited } from './held-half.ts'
import type { Presented } from './presented.ts'
import { sealedSecret, type SealingPolicy } from './sealed-secret.ts'
import { shownDecision } from './shown-decision.ts'

/** What presentations are decided with. */
export interface PresentationParts extends DecidingParts, Omit<ClaimParts, 'replay'> {
  readonly replay: ClaimParts['replay']
  readonly bundle: () => Bundle
  readonly journal: Pick<Journal, 'append'>
  readonly now: () => Date
  readonly log: (line: string) => void
  readonly readable: () => Readable
  /** For how long the other half is waited for. */
  readonly awaitMs: number
  /** Declared beforehand; absent: nothing is sealed. */
  readonly sealing?: SealingPolicy | undefined
  /** Different people in a count of what the next version would decide, at least. */
  readonly leastCounted?: number | undefined
  /** Whether the station takes part in passages now. */
  readonly isOpen: () => boolean
  /** Opens the gate for people who may pass, whose receipts are durable; false: it did not take the command. */
  readonly admit: (persons: readonly Admitted[]) => Promise<boolean>
  /** People who may have passed and do not, since their group is over. */
  readonly onGivenBack: (persons: readonly Admitted[]) => void
  /** A receipt is durable, so many milliseconds after its input was whole. */
  readonly onWritten: (outcome: Outcome, tookMs: number) => void
  /** What is shown now. */
  readonly onDecided: (shown: ShownDecision, at: Date) => void
  readonly onGroup: (group: Group | null) => void
  readonly onJournalFailed: (error: StationError) => void
}

/** Decides what is shown at one gate. */
export interface Presentations {
  show(presented: Presented): Promise<ShownDecision>
  /** Which half is waited for now. */
  awaits(): Awaited | undefined
  group(size: number): Promise<Group | null>
  /** Whether a decision has been under way for so long that its disk, or whatever else it waits for, must be stuck. */
  isStuck(): boolean
  /** Ends what nobody went on with. */
  tend(): void
  /** Forgets all halves and groups, as at the end or when the lane stops deciding. */
  clear(): void
  /** Runs work between two presentations. */
  between<T>(work: () => Promise<T>): Promise<T>
}

/** As many decisions may wait; one gate never has more than one or two. */
const mostWaiting = 8
const stuckMs = 10_000
const withAppeal: readonly Outcome[] = ['check', 'stop', 'invalid']

/** Starts with nothing shown. */
export function startPresentations(parts: PresentationParts): Presentations {
  const { journal, now, monotonicMs, awaitMs } = parts
  const collector = startPartCollector()
  const held = startHeldHalf(awaitMs)
  const group = startGroup()
  let waiting = 0
  let begunMs = Infinity
  let last: Promise<unknown> = Promise.resolve()
  const shadow = startShadowWatch({
    isBusy: () => waiting > 0,
    log: parts.log,
    ...(parts.leastCounted !== undefined && { least: parts.leastCounted }),
  })

  const between = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const endGroup = () => {
    if (group.now() === null) return
    parts.onGivenBack(group.end())
    parts.onGroup(null)
  }

  /** With the parts and the half that were shown before. */
  const whole = (shown: Presented, atMs: number) => {
    if (shown.texts.length === 0) return { presented: held.complete(shown, atMs) }
    const { texts, parts: awaited } = collector.add(shown.texts, atMs)
    const collected = { texts, card: shown.card }
    if (awaited !== undefined) return { presented: collected, awaited }
    return { presented: held.complete(collected, atMs) }
  }

  const decide = async (shown: Presented, arrivedMs: number): Promise<ShownDecision> => {
    const moment = { at: now(), atMs: monotonicMs() }
    group.touch(moment.atMs)
    const bundle = parts.bundle()
    const { presented, awaited } = whole(shown, moment.atMs)
    const { clockUncertainty } = bundle.root
    const claimed = await claimShown(presented, moment.at, clockUncertainty, parts)
    let isKept = false
    try {
      const made = await write(presented, claimed, bundle, moment, awaited !== undefined)
      parts.onWritten(made.decision.outcome, monotonicMs() - arrivedMs)
      const size = group.now()?.of
      const { decision, awaits, place } = made
      if (decision.outcome === 'pass') {
        isKept = true
        await letThrough({ claims: claimed.claims, place }, arrivedMs)
      } else if (awaits === null && awaited === undefined) endGroup()
      // Complete, or ended by somebody who may not pass: then it is no group any more, and nothing is said of it.
      const complete = decision.outcome === 'pass' ? { shown: size ?? 0, of: size ?? 0 } : null
      const shownOf = size === undefined ? null : (group.now() ?? complete)
      const more = {
        appeal: made.appeal,
        awaits: awaits === null ? null : { what: awaits, ms: awaitMs },
        ...(awaited !== undefined && { parts: awaited }),
        ...(shownOf !== null && { group: shownOf }),
      }
      const decided = shownDecision(decision, bundle, moment.at, more)
      parts.onDecided(decided, moment.at)
      return decided
    } finally {
      // Whoever was not let through may show the same code again.
      if (!isKept) for (const { release } of claimed.claims) release()
    }
  }

  /** Decides and has the receipt durable. */
  const write = async (
    presented: Presented,
    { subject, claims }: Claimed,
    bundle: Bundle,
    moment: Moment,
    isPart: boolean,
  ) => {
    const { decision, options } = await decidePresented(presented, claims, bundle, moment, parts)
    const { outcome } = decision
    const awaits = isPart ? null : awaitedHalf(decision, presented, parts.readable())
    const isAppealable = withAppeal.includes(outcome) && awaits === null
    const appeal = isAppealable ? makeAppealNumber() : null
    const secret = sealedSecret(parts.sealing, outcome, presented)
    const place = await journal.append(decision, {
      station: parts.name,
      lane: parts.lane,
      subject,
      shadow: shadow.due(),
      appeal,
      ...(secret !== undefined && { secret }),
    })
    shadow.written()
    if (options !== undefined) shadow.note({ texts: presented.texts, options, decision, subject })
    // Where service ended in the meantime, everything was forgotten, and this is too.
    if (awaits !== null && parts.isOpen()) held.keep(presented, awaits, monotonicMs())
    return { decision, awaits, appeal, place }
  }

  /** With whoever waited for this one; a pass that opens no gate is shown to nobody. */
  const letThrough = async (person: Admitted, arrivedMs: number) => {
    // A disk that took its time: the screen has given up, and somebody else may stand there by now.
    if (monotonicMs() - arrivedMs > patienceMs) {
      parts.onGivenBack([person])
      endGroup()
      throw new KioskRefusal('out-of-service')
    }
    const all = group.now() === null ? [person] : group.add(person)
    parts.onGroup(group.now())
    if (all === undefined) return
    if (parts.isOpen() && (await parts.admit(all))) return
    parts.onGivenBack(all)
    throw new KioskRefusal('out-of-service')
  }

  /** Without a receipt there is no outcome: the lane closes until receipts can be written again. */
  const decideOrClose = async (presented: Presented, arrivedMs: number) => {
    if (!parts.isOpen()) throw new KioskRefusal('out-of-service')
    if (group.isOver(monotonicMs())) endGroup()
    begunMs = monotonicMs()
    try {
      return await decide(presented, arrivedMs)
    } catch (error) {
      if (!(error instanceof StationError)) throw error
      parts.onJournalFailed(error)
      throw new KioskRefusal('out-of-service', { cause: error })
    } finally {
      begunMs = Infinity
    }
  }

  return {
    async show(presented) {
      // Whoever comes to a closed lane is not let through by its opening, however long the turn is waited for.
      if (!parts.isOpen()) throw new KioskRefusal('out-of-service')
      if (waiting >= mostWaiting) throw new KioskRefusal('busy')
      waiting++
      const arrivedMs = monotonicMs()
      try {
        return await between(() => decideOrClose(presented, arrivedMs))
      } finally {
        waiting--
        shadow.judge()
      }
    },
    awaits: () => held.awaits(monotonicMs()),
    group: (size) =>
      between(() => {
        endGroup()
        if (size === 1) return Promise.resolve(null)
        if (!parts.isOpen()) return Promise.reject(new KioskRefusal('out-of-service'))
        group.begin(size, monotonicMs())
        parts.onGroup(group.now())
        return Promise.resolve(group.now())
      }),
    isStuck: () => monotonicMs() - begunMs > stuckMs,
    tend() {
      if (group.isOver(monotonicMs())) endGroup()
    },
    clear() {
      held.forget()
      endGroup()
    },
    between,
  }
}
