/** Asks the next version of the rules beside the one in force: after the answer is out, and while nobody waits. */
import {
  shadowDecision,
  startShadowCounter,
  type Decision,
  type ShadowCount,
  type VerifyOptions,
} from 'greengate'

/** A decision that was let out, with what it was made of. */
export interface Answered {
  readonly texts: readonly string[]
  readonly options: VerifyOptions
  readonly decision: Decision
  /** As in its receipt. */
  readonly subject: string | null
}

/** Counts what the next version would have decided (docs/receipt.md 9). */
export interface ShadowWatch {
  /** Takes note of an answer; costs nothing yet. Where too many wait already, it is left out of the count. */
  note(answered: Answered): void
  /** Judges what was noted, one after the other, for as long as nobody waits at the gate. */
  judge(): void
  /** Counts for the receipt that is written now; they stay until `written` is called. */
  due(): readonly ShadowCount[]
  written(): void
}

/** What a watch is started with. */
export interface ShadowWatchOptions {
  readonly isBusy: () => boolean
  readonly log: (line: string) => void
  /** Different subjects in a count, at least; the library's own where none is named. */
  readonly least?: number
}

const mostNoted = 8

/** Starts with nothing counted. */
export function startShadowWatch({ isBusy, log, least }: ShadowWatchOptions): ShadowWatch {
  const counter = startShadowCounter(least)
  const noted: Answered[] = []
  let judging: NodeJS.Immediate | undefined
  let failed = false

  const one = async ({ texts, options, decision, subject }: Answered) => {
    const next = await shadowDecision(texts, options)
    if (next !== undefined) counter.add(subject, decision, next)
  }

  const again = async () => {
    const answered = isBusy() ? undefined : noted.shift()
    if (answered !== undefined) {
      try {
        await one(answered)
      } catch (error) {
        // Whatever it is: what is only counted must not close a gate.
        failed = true
        noted.length = 0
        // Its name alone: who knows what the message of a fault quotes.
        const name = error instanceof Error ? error.name : 'fault'
        log(`the next version is not counted any more: ${name}`)
      }
    }
    judging = undefined
    if (answered !== undefined) judge()
  }

  // A turn of its own, so that the answer before it is on its way.
  const judge = () => {
    if (noted.length > 0) judging ??= setImmediate(() => void again())
  }

  return {
    note(answered) {
      const isJudged = answered.subject !== null && answered.decision.basis.ruleSet !== null
      if (isJudged && !failed && noted.length < mostNoted) noted.push(answered)
    },
    judge,
    due: () => counter.due(),
    written() {
      counter.written()
    },
  }
}
