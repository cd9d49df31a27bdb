/** A lane over a gate: runs the table, counts grants person by person, and keeps every limit of time. */
import type { LaneState } from '../../shared/lane-state.ts'
import type { Gate, GateHappening } from '../devices/device.ts'
import { openCommandQueue } from './command-queue.ts'
import { openGrantBook, type Grant } from './grant-book.ts'
import { nextLane, type Happening } from './lane-machine.ts'
import type { Lane, LaneHappening } from './lane.ts'

/** What a lane is made of. */
export interface LaneOptions {
  readonly gate: Gate
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  /** After so long a grant that nobody used is released. */
  readonly passSeconds?: number
  /** After so long a hold ends by itself. */
  readonly holdMinutes?: number
  /** For so long a gate may stand open after it should have shut. */
  readonly leftOpenSeconds?: number
  /** For so long a forced passage stands on the screen. */
  readonly forcedSeconds?: number
  /** For so long a gate may take over one command. */
  readonly commandMs?: number
  /** Between two attempts to reach a gate that did not take a command. */
  readonly retryMs?: number
}

/** Takes a gate into use: it is told to shut before anything else, whatever the process before left behind. */
export function openLane({
  gate,
  monotonicMs,
  passSeconds = 5,
  holdMinutes = 10,
  leftOpenSeconds = 10,
  forcedSeconds = 3,
  commandMs = 2_000,
  retryMs = 2_000,
}: LaneOptions): Lane {
  const listeners = new Set<(happening: LaneHappening) => void>()
  const book = openGrantBook()
  const queue = openCommandQueue(monotonicMs, commandMs)
  let state: LaneState = 'closed'
  let sinceMs = monotonicMs()
  let holdUntilMs = 0
  let retryAtMs = 0
  let isEnded = false
  let isGateOpen = false
  /** The gate took the command to stay open, and nothing was ordered since. */
  let isHeldOpen = false
  let isBroken = false
  let isFire = false
  let isExpiring = false
  let isEmergency = false

  const tell = (happening: LaneHappening) => {
    for (const listener of [...listeners]) listener(happening)
  }
  const tellPersons = (happening: 'passed' | 'released', persons: number) => {
    if (persons > 0) tell({ happening, persons })
  }
  /** Where the gate tells no passages, whoever it was opened for may be through, and is not let through twice. */
  const unseen = gate.tellsPassages ? 'released' : 'passed'
  const passMs = (persons: number) =>
    monotonicMs() + passSeconds * 1_000 * (gate.tellsPassages ? 1 : persons)

  /** A command that failed is a fault, and is not tried again. */
  const command = async (
    run: () => Promise<void>,
    isWanted: () => boolean,
    when: 'soon' | 'in-turn' = 'in-turn',
  ) => {
    const isTaken = await queue.run(run, isWanted, when)
    if (!isTaken && !isEnded && isWanted()) failed()
    return isTaken
  }
  const failed = () => {
    retryAtMs = monotonicMs() + retryMs
    if (!isFire) void feed('fault')
  }
  const shut = () => {
    isHeldOpen = false
    return command(
      () => gate.shut(),
      () => true,
    )
  }
  const holdOpen = async () => {
    const isWanted = () => !isEnded && (state === 'hold' || state === 'emergency')
    const isTaken = await command(() => gate.holdOpen(), isWanted)
    isHeldOpen = isTaken && isWanted()
    return isTaken
  }
  const openFor = async (grant: Grant, persons: number) => {
    const isTaken = await command(
      () => gate.open(persons),
      () => !grant.isOver && !isEnded,
      'soon',
    )
    if (isTaken) book.take(grant, passMs(persons))
    else book.refuse(grant)
    return grant.isTaken
  }

  /** Takes one step; the promise says whether the gate took what was ordered last. */
  const feed = (happening: Happening, persons = 0): Promise<boolean> => {
    const step = nextLane(state, happening)
    const isNew = step.to !== state
    state = step.to
    if (isNew) sinceMs = monotonicMs()
    if (isNew && state === 'fault') retryAtMs = monotonicMs() + retryMs
    let done = Promise.resolve(false)
    for (const order of step.orders) {
      if (order === 'open') done = openFor(book.ask(persons), persons)
      else if (order === 'admit') {
        book.take(book.ask(persons), passMs(persons))
        done = Promise.resolve(true)
      } else if (order === 'hold-open') done = holdOpen()
      else if (order === 'shut') done = shut()
      else if (order === 'release') tellPersons(unseen, book.releaseAll())
      else tell({ happening: 'forced' })
    }
    if (isNew) tell({ happening: 'state', state: step.to })
    return done
  }

  const passed = (persons: number) => {
    const counted = book.pass(persons, passMs(1))
    tellPersons('passed', counted)
    if (counted > 0) void feed(book.waiting() > 0 ? 'passed' : 'passed-last')
    if (counted < persons) void feed('forced')
  }
  const isShut = () => {
    isGateOpen = false
    // What it says of the time before the command to stay open is no news.
    if ((state === 'hold' || state === 'emergency') && (!isHeldOpen || isFire)) return
    const isOpen = state === 'opening' || state === 'open'
    if (isOpen && !gate.tellsPassages) {
      const counted = book.passAll()
      tellPersons('passed', counted)
      if (counted > 0 && !book.isAsking()) void feed('pulse-over')
    }
    // It shuts behind one while the command for the next is on its way.
    if (isOpen && book.isAsking()) return
    if (state === 'fault' && !isBroken && !isEmergency) void feed('recovered')
    else void feed('shut')
  }
  const recovered = () => {
    isBroken = false
    if (state !== 'fault') return
    void feed(isFire ? 'fire' : isEmergency ? 'emergency' : 'recovered')
  }
  const onFire = (on: boolean) => {
    isFire = on
    tell({ happening: 'fire', on })
    if (on) void feed('fire')
    else if (isEmergency) void feed('emergency')
    else void feed(isBroken ? 'fault' : 'all-clear')
  }
  const onGate = (happening: GateHappening) => {
    switch (happening.happening) {
      case 'passed':
        passed(happening.persons)
        break
      case 'fire':
        onFire(happening.on)
        break
      case 'opened':
        isGateOpen = true
        void feed('opened')
        break
      case 'shut':
        isShut()
        break
      case 'fault':
        isBroken = true
        // The fire alarm has opened it by hardware, and may have cut its power.
        if (!isFire) void feed('fault')
        break
      case 'recovered':
        recovered()
        break
      default:
        void feed('forced')
    }
  }
  const unlisten = gate.listen(onGate)
  void shut()

  const expire = (nowMs: number) => {
    tellPersons(unseen, book.expire(nowMs))
  }
  /**
   * The gate is shut before the last grant is given back: whoever is going through at this very moment is still
   * counted, and nobody shows the same code again at a gate that stands open.
   */
  const tendGrants = (nowMs: number) => {
    const isOpen = () => state === 'opening' || state === 'open'
    if (!isOpen() || book.isWaiting(nowMs)) {
      expire(nowMs)
      return
    }
    if (isExpiring) return
    isExpiring = true
    void shut().finally(() => {
      isExpiring = false
      expire(nowMs)
      if (isOpen() && book.waiting() === 0) void feed('grants-over')
    })
  }
  const tendFault = (nowMs: number) => {
    if (nowMs < retryAtMs || isGateOpen || (isBroken && gate.health().state !== 'ready')) return
    retryAtMs = nowMs + retryMs
    if (isFire || isEmergency) recovered()
    else
      void shut().then((isTaken) => {
        if (isTaken && state === 'fault' && !isEnded) recovered()
      })
  }

  return {
    state: () => state,
    async grant(persons) {
      if (!Number.isSafeInteger(persons) || persons < 1) {
        throw new TypeError('a grant is for one person or more')
      }
      return isEnded ? false : feed('grant', persons)
    },
    async hold(on) {
      if (isEnded) return false
      if (!on) return state === 'hold' ? feed('hold-over') : true
      holdUntilMs = monotonicMs() + holdMinutes * 60_000
      return feed('hold')
    },
    async emergency(on) {
      if (isEnded) return false
      const was = isEmergency
      isEmergency = on
      if (on) return feed('emergency')
      return was && !isFire ? feed('all-clear') : true
    },
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
    tend() {
      if (isEnded) return
      const nowMs = monotonicMs()
      const forMs = nowMs - sinceMs
      if (book.isDue(nowMs)) tendGrants(nowMs)
      if (state === 'hold' && nowMs >= holdUntilMs) {
        holdUntilMs = Infinity
        tell({ happening: 'hold-expired' })
        void feed('hold-over')
      }
      if (state === 'fault') tendFault(nowMs)
      if (state === 'closed' || state === 'passed' || state === 'forced') {
        const shownMs = state === 'forced' ? forcedSeconds * 1_000 : 1_000
        if (isGateOpen && forMs >= leftOpenSeconds * 1_000) void feed('left-open')
        else if (!isGateOpen && state !== 'closed' && forMs >= shownMs) void feed('settled')
      }
    },
    async close() {
      if (isEnded) return queue.drained()
      isEnded = true
      // Whoever goes through while it shuts is still counted.
      await shut()
      void feed('stop')
      await queue.drained()
      unlisten()
    },
  }
}
