/** A gate on a relay: a pulse a person, timed by the board where it can; off at start, at stop, after every mishap. */
import { DeviceError, type Gate, type GateHappening, type Surroundings } from '../device.ts'
import { guardOff } from './guard-off.ts'
import { keepHealth } from '../kept-health.ts'
import { asDeviceError, whenStarted, type RelayBoard } from './relay-board.ts'
import { watchInputs, type GateInputs } from './watch-inputs.ts'

/** How the gate is wired. */
export interface RelayGateOptions {
  readonly name: string
  /** The relay that the gate's input for opening hangs on. */
  readonly channel?: number
  readonly pulseMs?: number
  /** Between the pulses for two persons. */
  readonly gapMs?: number
  /** What the gate tells back, where the board has inputs. */
  readonly inputs?: GateInputs
  /** Between two looks at the inputs. */
  readonly pollMs?: number
}

/** Between two attempts to switch off the relay of a gate in fault. */
const recoverMs = 500
/** A board that was plugged in just now may not hear yet: it is told again after so long, while nobody is let through. */
const wakeMs = [300, 1_200]
/** Between two questions whether a board that has nothing to tell is still there. */
const beatMs = 1_000

/** Takes the board into use, and closes it at the end. */
export function openRelayGate(
  board: RelayBoard,
  { name, channel = 1, pulseMs = 500, gapMs = 300, inputs, pollMs = 100 }: RelayGateOptions,
  { now }: Pick<Surroundings, 'now'>,
): Gate {
  const kept = keepHealth(name, 'gate', now)
  const listeners = new Set<(happening: GateHappening) => void>()
  const tellsPassages = inputs?.passed !== undefined
  /** Whether the gate itself says how it stands; otherwise the relay is all that is known. */
  const hasContact = inputs?.open !== undefined
  let phase: 'off' | 'pulse' | 'gap' | 'held' = 'off'
  let pending = 0
  /** Grows whenever what was going on is no longer wanted. */
  let turn = 0
  let isOpen = false
  let isFaulty = false
  /** The gate says so by a contact; its board may be as well as ever. */
  let isBroken = false
  let isStopped = false
  /** Whether the relay was switched off since the start: whoever comes in the same instant waits for it. */
  let isShutFirst = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const endGuard = guardOff(board.lastWords(channel))
  let recovering: ReturnType<typeof setTimeout> | undefined

  const tell = (happening: GateHappening) => {
    if (isStopped) return
    for (const listener of [...listeners]) listener(happening)
  }
  const stands = (open: boolean) => {
    if (isOpen === open) return
    isOpen = open
    tell({ happening: open ? 'opened' : 'shut' })
  }
  const showHealth = () => {
    const state = board.state()
    const detail = board.pulse === undefined ? 'pulses timed here' : 'pulses timed by the board'
    if (isBroken && !isFaulty) kept.become('failing', 'the gate says that it is broken')
    else kept.become(isFaulty && state === 'ready' ? 'silent' : state, detail)
  }
  const drop = () => {
    turn++
    pending = 0
    phase = 'off'
    clearTimeout(timer)
  }

  const fail = () => {
    drop()
    if (!isFaulty && !isStopped) {
      isFaulty = true
      showHealth()
      tell({ happening: 'fault' })
    }
    recoverLater()
  }
  const recoverLater = (ms = 0) => {
    clearTimeout(recovering)
    if (!isStopped) recovering = setTimeout(() => void recover(), ms)
  }
  const shutFirst = async () => {
    await board.set(channel, false)
    isShutFirst = true
  }
  /** Off before anything else; only then is the gate good again. */
  const recover = async (tries = 0) => {
    if (phase !== 'off') return
    const state = board.state()
    if (isStopped || (state !== 'ready' && state !== 'silent')) return
    try {
      await shutFirst()
    } catch (error) {
      asDeviceError(error)
      recoverLater(recoverMs)
      return
    }
    const againMs = wakeMs[tries]
    if (againMs !== undefined) recovering = setTimeout(() => void recover(tries + 1), againMs)
    if (!isFaulty) return
    isFaulty = false
    showHealth()
    if (!hasContact) stands(false)
    if (!isBroken) tell({ happening: 'recovered' })
  }

  /** A command; one that fails is a fault, and what was going on is over. */
  const attempt = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command()
    } catch (error) {
      const failed = asDeviceError(error)
      fail()
      throw failed
    }
  }
  const pulse = async () => {
    const mine = turn
    pending--
    phase = 'pulse'
    const lastsMs = await attempt(async () => {
      if (!isShutFirst) await shutFirst()
      if (mine !== turn) return 0
      if (board.pulse !== undefined) return board.pulse(channel, pulseMs)
      await board.set(channel, true)
      return pulseMs
    })
    if (mine !== turn) return
    if (!hasContact) stands(true)
    timer = setTimeout(() => void afterPulse(mine).catch(asDeviceError), lastsMs)
  }
  const afterPulse = async (mine: number) => {
    if (board.pulse === undefined) await attempt(() => board.set(channel, false))
    if (mine !== turn) return
    if (pending > 0) {
      phase = 'gap'
      timer = setTimeout(() => void pulse().catch(asDeviceError), gapMs)
      return
    }
    phase = 'off'
    // Where the gate tells passages, the end of the pulse says nothing about the gate.
    if (!tellsPassages && !hasContact) stands(false)
  }
  const inUse = () => {
    if (isStopped || isFaulty) throw new DeviceError('ERR_DEVICE_MISSING', `${name} is not in use`)
  }

  const unlistenBoard = board.onState((state) => {
    showHealth()
    if (state === 'ready') recoverLater()
    else if (!isFaulty) fail()
  })
  const unwatch = watchInputs(board, {
    inputs,
    pollMs: inputs === undefined ? beatMs : pollMs,
    tell(happening) {
      if (happening.happening === 'opened' || happening.happening === 'shut') {
        stands(happening.happening === 'opened')
        return
      }
      if (happening.happening === 'fault' || happening.happening === 'recovered') {
        isBroken = happening.happening === 'fault'
        showHealth()
      }
      tell(happening)
    },
    // While it is in fault it is asked by `recover`.
    isWanted: () => !isFaulty,
    onError: fail,
  })
  showHealth()
  if (board.state() === 'ready') recoverLater()
  void whenStarted(board).then(() => {
    if (board.state() !== 'ready' && !isFaulty) fail()
  })

  return {
    name,
    kind: 'gate',
    tellsPassages,
    health: kept.now,
    watch: kept.watch,
    async open(persons) {
      await whenStarted(board)
      inUse()
      // It stands open for everybody: a pulse would shut it.
      if (phase === 'held') return
      pending += persons
      if (phase === 'off') await pulse()
    },
    async holdOpen() {
      await whenStarted(board)
      inUse()
      drop()
      phase = 'held'
      const mine = turn
      await attempt(async () => {
        if (!isShutFirst) await shutFirst()
        if (mine === turn) await board.set(channel, true)
      })
      if (mine !== turn) return
      if (!hasContact) stands(true)
    },
    async shut() {
      drop()
      await whenStarted(board)
      await attempt(() => board.set(channel, false))
      if (!hasContact) stands(false)
    },
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
    async test() {
      if (phase === 'off') {
        await attempt(() => board.set(channel, false)).catch(asDeviceError)
      }
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      drop()
      isStopped = true
      clearTimeout(recovering)
      unwatch()
      unlistenBoard()
      if (board.state() === 'ready') await board.set(channel, false).catch(asDeviceError)
      await board.close()
      endGuard()
    },
  }
}
