/** The station's mind: decides over what is shown, and lets nothing out before its receipt is durable. */
import {
  allFormats,
  presentationIds,
  reasons as reasonTable,
  ruleSetInForce,
  verify,
  type Bundle,
  type Decision,
  type SeenBefore,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import {
  KioskRefusal,
  type Bilingual,
  type Carried,
  type CameraState,
  type KioskApi,
  type KioskEvent,
  type Service,
  type ShownDecision,
  type StationStatus,
} from '../shared/kiosk-api.ts'
import { defaultSettings } from '../shared/screen-settings.ts'
import type { CarriedUpdates } from './carried-updates.ts'
import type { DayKeys } from './day-keys.ts'
import type { KeysOfGroup } from './enrolled-station.ts'
import type { Journal } from './journal/journal.ts'
import { startPartCollector } from './part-collector.ts'
import type { Claim, Replay, ShownCode } from './replay/replay.ts'
import { mostProofMs } from './replay/replay-messages.ts'
import { startShadowWatch } from './shadow-watch.ts'
import { StationError } from './station-error.ts'

/** What a station is made of; nothing in it reads a clock of its own. */
export interface StationParts {
  readonly name: string
  readonly lane: string
  /** The rule set that applies at this gate. */
  readonly ruleSet: string
  readonly bundle: () => Bundle
  readonly carried: CarriedUpdates
  /** Whether files may be handed over at the screen. */
  readonly handover: boolean
  readonly journal: Journal
  readonly replay: Replay
  readonly dayKeys: DayKeys
  /** The keys of its group; absent: it is enrolled in none. */
  readonly stationKeys?: KeysOfGroup
  readonly now: () => Date
  /** Milliseconds that only grow, whatever becomes of the clock on the wall. */
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** Different people in a count of what the next version would decide, at least. */
  readonly leastCounted?: number
}

/** A station: the contract, and what its surroundings tell it. */
export interface Station extends KioskApi {
  /** Tells the screens that the status may have changed. */
  changed(): void
  /**
   * The gate closed again and nobody went through on the last grant: its codes and proofs may be shown once more.
   * The receipt stays as it is.
   */
  releaseGrant(): Promise<void>
  /** The housekeeping of every few seconds: a broken journal is tried again, old keys are deleted. */
  tend(): Promise<void>
}

/** A live proof's step, and for how long after it the proof is accepted (docs/format.md 6.6). */
const stepSeconds = 30
const acceptedSeconds = 60
/** As many decisions may wait; one gate never has more than one or two. */
const mostWaiting = 8

/** Puts a station together. */
export function makeStation(parts: StationParts): Station {
  const { name, lane, ruleSet, carried, handover, journal, replay, dayKeys } = parts
  const { now, monotonicMs, log } = parts
  const listeners = new Set<(event: KioskEvent) => void>()
  const collector = startPartCollector()
  let service: Service = 'open'
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  let lastGrant: readonly Claim[] = []
  const least = parts.leastCounted
  const shadow = startShadowWatch({
    isBusy: () => waiting > 0,
    log,
    ...(least !== undefined && { least }),
  })

  const status = (): StationStatus => {
    const bundle = parts.bundle()
    const { root, snapshot } = bundle
    const inForce = ruleSetInForce(bundle, ruleSet, now())
    return {
      station: name,
      lane,
      purpose: root.purpose,
      world: root.world,
      ruleSet:
        inForce === undefined
          ? null
          : { id: inForce.id, version: inForce.version, title: inForce.title ?? named(ruleSet) },
      bundleVersion: snapshot?.version ?? null,
      service,
      gate: 'closed',
      reads: { code: false, card: false },
      settings: defaultSettings,
      handover,
    }
  }

  const tell = (event: KioskEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  const changed = () => {
    tell({ kind: 'status', status: status() })
  }

  /** No part of any passage: what waits for a decision does not wait for this. */
  const update = async (taking: Promise<Carried>) => {
    const became = await taking
    if (became.state === 'taken') changed()
    return became
  }

  const serve = (next: Service) => {
    if (service === next) return
    service = next
    log(next === 'open' ? 'receipts can be written again; in service' : 'out of service')
    changed()
  }

  /** One at a time: the claim, the decision and the receipt of a presentation are one step. */
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const claim = async (texts: readonly string[], at: Date) => {
    const ids = await presentationIds(texts, allFormats)
    const { clockUncertainty } = parts.bundle().root
    const shown = await Promise.all(
      ids.map(async ({ code, step }): Promise<ShownCode> => {
        const proofMs = step === null ? 0 : acceptableForMs(step, at, clockUncertainty)
        return { ...(await dayKeys.names(code, at)), step, proofMs }
      }),
    )
    return {
      subject: shown[0]?.names[0] ?? null,
      claims: await Promise.all(shown.map((one) => replay.claim(one))),
    }
  }

  const decide = async (scanned: readonly string[]): Promise<ShownDecision> => {
    const at = now()
    const atMs = monotonicMs()
    const { texts, parts: awaited } = collector.add(scanned, atMs)
    const { subject, claims } = await claim(texts, at)
    let granted = false
    try {
      const bundle = parts.bundle()
      // For how long it had known when the code was shown: another lane may have taken its time to answer.
      const knewForMs = replay.knowsForMs() - (monotonicMs() - atMs)
      const startedAt = new Date(at.getTime() - knewForMs)
      const context = { ruleSet, station: name, lane, seenBefore: worst(claims), startedAt }
      const stationKeys = await parts.stationKeys?.(bundle)
      const options = {
        ...{ bundle, now: at, context, formats: allFormats, countryRules },
        ...(stationKeys !== undefined && { stationKeys }),
      }
      const decision = await verify(texts, options)
      await journal.append(decision, {
        station: name,
        lane,
        subject,
        shadow: shadow.due(),
        appeal: null,
      })
      shadow.written()
      granted = decision.outcome === 'pass'
      if (granted) lastGrant = claims
      shadow.note({ texts, options, decision, subject })
      return {
        ...shown(decision, bundle, at),
        ...(awaited === undefined ? {} : { parts: awaited }),
      }
    } finally {
      // Whoever was not let through may show the same code again.
      if (!granted) for (const { release } of claims) release()
    }
  }

  /** Without a receipt there is no outcome: the lane closes until receipts can be written again. */
  const decideOrClose = async (texts: readonly string[]) => {
    if (service !== 'open') throw new KioskRefusal('out-of-service')
    try {
      return await decide(texts)
    } catch (error) {
      if (!(error instanceof StationError)) throw error
      log(error.message)
      serve('no-receipts')
      throw new KioskRefusal('out-of-service', { cause: error })
    }
  }

  const present = async (texts: readonly string[]) => {
    if (waiting >= mostWaiting) throw new KioskRefusal('busy')
    waiting++
    try {
      return await inTurn(() => decideOrClose(texts))
    } finally {
      waiting--
      shadow.judge()
    }
  }

  const tend = () => {
    const forgotten = carried.tend()
    if (forgotten !== undefined) tell({ kind: 'update', update: forgotten })
    return inTurn(async () => {
      try {
        await dayKeys.turn(now())
        await replay.tend()
        await parts.stationKeys?.tend()
        if (service === 'open') return
        await journal.renew()
        serve('open')
      } catch (error) {
        if (!(error instanceof StationError)) throw error
        // Told once, when service ended; every further attempt fails in silence.
      }
    })
  }

  return {
    status: () => Promise.resolve(status()),
    present,
    camera(state: CameraState) {
      log(`camera of lane ${lane}: ${state}`)
      return Promise.resolve(null)
    },
    takeFrame: (frame) => update(carried.takeFrame(frame)),
    takeFile: (bytes) =>
      handover ? update(carried.takeFile(bytes)) : Promise.reject(new KioskRefusal('not-here')),
    callStaff: () => Promise.reject(new KioskRefusal('not-here')),
    group: () => Promise.reject(new KioskRefusal('not-here')),
    signIn: () => Promise.reject(new KioskRefusal('not-here')),
    staff: () => Promise.reject(new KioskRefusal('signed-out')),
    listen(listener) {
      listeners.add(listener)
      listener({ kind: 'status', status: status() })
      return () => {
        listeners.delete(listener)
      }
    },
    changed,
    releaseGrant: () =>
      inTurn(() => {
        for (const { release } of lastGrant) release()
        lastGrant = []
        return Promise.resolve()
      }),
    tend,
  }
}

/** A rule set that this verifier cannot run has no title that it could read. */
const named = (id: string): Bilingual => ({ zh: id, en: id })

/** Several codes are as fresh as the worst of them. */
function worst(claims: readonly Claim[]): SeenBefore {
  const has = (seen: SeenBefore) => claims.some(({ seenBefore }) => seenBefore === seen)
  return (['proof', 'code', 'unknown'] as const).find(has) ?? 'no'
}

/** For how long a live proof can still be accepted; a step that is far off was never signed by anybody sane. */
function acceptableForMs(step: number, at: Date, clockUncertainty: number): number {
  const ends = (step + 1) * stepSeconds + acceptedSeconds + clockUncertainty
  return Math.min(Math.max(0, ends * 1000 - at.getTime()), mostProofMs)
}

function shown({ outcome, reasons }: Decision, bundle: Bundle, at: Date): ShownDecision {
  // The rule that made the outcome; one that would have granted what was not granted is not it.
  const rule = reasons.flatMap((reason) =>
    'rule' in reason && reasonTable[reason.code].outcome === outcome ? [reason.rule] : [],
  )[0]
  if (rule === undefined) return { outcome, reasons, rule: null, appeal: null, awaits: null }
  const inForce = ruleSetInForce(bundle, rule.set, at)
  const title = inForce?.version === rule.version ? inForce.title : null
  return { outcome, reasons, rule: { ...rule, title }, appeal: null, awaits: null }
}
