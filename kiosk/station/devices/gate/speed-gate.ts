/** A speed gate by its own board: it opens for so many persons, counts them, and says what is wrong with it. */
import { DeviceError, type Gate, type GateHappening, type Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { guardOff } from './guard-off.ts'
import { keepHealth } from '../kept-health.ts'
import { asDeviceError, whenStarted } from './relay-board.ts'
import { speedGateBus } from './speed-gate-bus.ts'
import {
  countedBetween,
  speedGateCommands,
  speedGateFrame,
  type SpeedGateStatus,
} from './speed-gate-frames.ts'

/** As the configuration has it. */
export interface SpeedGateOptions {
  readonly name: string
  readonly path: string
  readonly baud?: number
  /** The board's machine number. */
  readonly address?: number
  /** The side that people of this lane go through to. */
  readonly direction?: 'left' | 'right'
  /** Between two questions to the board. */
  readonly pollMs?: number
}

/** The board opens for no more at once. */
const mostPersons = 255
/** A board that answers none of so many questions in a row is silent. */
const silentAfter = 3

/** Opens it, shut. */
export function openSpeedGate(
  { name, path, baud = 19_200, address = 1, direction = 'left', pollMs = 150 }: SpeedGateOptions,
  { now, openLine }: Surroundings & { readonly openLine: OpenLine },
): Gate {
  const line = openLine({ path, baudRate: baud })
  const bus = speedGateBus(line, address)
  const endGuard = guardOff({ path, baud, bytes: speedGateFrame(address, speedGateCommands.close) })
  const kept = keepHealth(name, 'gate', now)
  const listeners = new Set<(happening: GateHappening) => void>()
  const isLeft = direction === 'left'
  const { openLeft, openRight, keepOpenLeft, keepOpenRight, close, status } = speedGateCommands
  let last: SpeedGateStatus | undefined
  let isFaulty = false
  let isStopped = false
  let missed = 0

  const tell = (happening: GateHappening) => {
    if (!isStopped) for (const listener of [...listeners]) listener(happening)
  }
  const fault = (state: 'failing' | 'silent' | 'missing', detail?: string) => {
    kept.become(line.state() === 'ready' ? state : line.state(), detail)
    if (isFaulty) return
    isFaulty = true
    tell({ happening: 'fault' })
  }
  const fail = () => {
    last = undefined
    fault('silent')
  }

  /** What is new since the status before. */
  const compare = (next: SpeedGateStatus) => {
    missed = 0
    const before = last
    last = next
    const counted = before === undefined ? 0 : counts(before, next)
    if (counted === undefined) {
      // It was without power meanwhile, and has forgotten whom it was to let through.
      fault('failing', 'the board began anew')
      return
    }
    if ((before?.gate ?? 0) === 0 && next.gate !== 0) tell({ happening: 'opened' })
    if (counted > 0) tell({ happening: 'passed', persons: counted })
    if ((before?.alarm ?? 0) === 0 && next.alarm !== 0) tell({ happening: 'forced' })
    if (before !== undefined && before.gate !== 0 && next.gate === 0) tell({ happening: 'shut' })
    if (next.fault !== 0) fault('failing', `fault ${String(next.fault)}`)
    else kept.become('ready', `version ${String(next.version)}`)
  }
  const counts = (before: SpeedGateStatus, next: SpeedGateStatus) => {
    const both = [countedBetween(before.left, next.left), countedBetween(before.right, next.right)]
    return both.includes(undefined) ? undefined : both[isLeft ? 0 : 1]
  }

  /** Shut before anything else; only then is the gate good again. */
  const recover = async () => {
    const next = await bus.ask(close)
    last = next
    missed = 0
    if (next.fault !== 0) {
      fault('failing', `fault ${String(next.fault)}`)
      return
    }
    kept.become('ready', `version ${String(next.version)}`)
    if (!isFaulty) return
    isFaulty = false
    if (next.gate === 0) tell({ happening: 'shut' })
    tell({ happening: 'recovered' })
  }
  const look = async () => {
    try {
      if (line.state() === 'ready') {
        if (isFaulty || last === undefined) await recover()
        else compare(await bus.ask(status))
      }
    } catch (error) {
      asDeviceError(error)
      if (isFaulty || last === undefined || ++missed >= silentAfter) fail()
    }
    if (!isStopped) timer = setTimeout(() => void look(), pollMs)
  }
  let timer = setTimeout(() => void look(), 0)

  /** A command; one that fails is a fault. */
  const command = async (what: number, data = 0) => {
    if (isStopped) throw new DeviceError('ERR_DEVICE_MISSING', `${name} is not in use`)
    try {
      const next = await bus.ask(what, data)
      // The first that is taken from it is how it stands once it was told to shut.
      if (!isFaulty && (last !== undefined || what === close)) compare(next)
    } catch (error) {
      const failed = asDeviceError(error)
      fail()
      throw failed
    }
  }
  const inUse = () => {
    if (isFaulty) throw new DeviceError('ERR_DEVICE_REFUSED', `${name} is not in use`)
  }
  const unlisten = line.onState((state) => {
    if (state === 'ready') return
    last = undefined
    fault('missing')
  })
  void whenStarted(line).then(() => {
    if (line.state() !== 'ready') fault('missing')
  })

  return {
    name,
    kind: 'gate',
    tellsPassages: true,
    health: kept.now,
    watch: kept.watch,
    async open(persons) {
      if (!Number.isInteger(persons) || persons < 1 || persons > mostPersons) {
        throw new TypeError(`a speed gate opens for 1 to ${String(mostPersons)} persons`)
      }
      inUse()
      await command(isLeft ? openLeft : openRight, persons)
    },
    async holdOpen() {
      inUse()
      await command(isLeft ? keepOpenLeft : keepOpenRight, 1)
    },
    shut: () => command(close),
    async test() {
      if (!isStopped) await command(status).catch(asDeviceError)
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(timer)
      unlisten()
      if (line.state() === 'ready') await bus.ask(close).catch(asDeviceError)
      bus.close()
      await line.close()
      endGuard()
    },
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
  }
}
