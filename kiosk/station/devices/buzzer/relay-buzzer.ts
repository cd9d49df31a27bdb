/** A buzzer on a relay: three patterns by their rhythm, silent at the end. It never holds anything up. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Buzzer, Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'
import { openRelayBoard, type RelayBoardOptions } from '../gate/open-relay-board.ts'
import { asDeviceError } from '../gate/relay-board.ts'
import type { OpenLine } from '../line/line.ts'

/** As the configuration has it. */
export interface RelayBuzzerOptions extends RelayBoardOptions {
  readonly name: string
  readonly channel: number
}

/** On, off, on, off ... in milliseconds. None of them says which outcome it was: two of the five share each. */
export const buzzerPatterns = {
  go: [80],
  wait: [80, 120, 80],
  staff: [300, 200, 300, 200, 300],
} as const

/** After a command that was lost. */
const againMs = 1_000

/** Opens it, silent. */
export function openRelayBuzzer(
  options: RelayBuzzerOptions,
  { now, openLine }: Surroundings & { readonly openLine: OpenLine },
): Buzzer {
  const { name, channel } = options
  const board = openRelayBoard(options, openLine)
  const kept = keepHealth(name, 'buzzer', now)
  let turn = 0
  let again: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const showHealth = () => {
    kept.become(board.state())
  }
  /** Until it is: one that sounds on for a command that was lost drowns every pattern. */
  const quiet = async (): Promise<void> => {
    clearTimeout(again)
    try {
      await board.set(channel, false)
    } catch (error) {
      asDeviceError(error)
      if (isStopped || board.state() === 'missing') return
      const mine = turn
      again = setTimeout(() => {
        if (mine === turn) void quiet()
      }, againMs)
      again.unref()
    }
  }
  const unlisten = board.onState((state) => {
    showHealth()
    if (state === 'ready') void quiet()
  })
  showHealth()
  void quiet()
  return {
    name,
    kind: 'buzzer',
    health: kept.now,
    watch: kept.watch,
    /** A new pattern ends the one before. */
    async sound(pattern) {
      const mine = ++turn
      const isMine = () => mine === turn && !isStopped
      try {
        for (const [place, ms] of buzzerPatterns[pattern].entries()) {
          if (!isMine()) return
          await board.set(channel, place % 2 === 0)
          await wait(ms)
        }
      } finally {
        if (isMine()) await quiet()
      }
    },
    async test() {
      await quiet()
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(again)
      unlisten()
      if (board.state() === 'ready') await quiet()
      await board.close()
    },
  }
}
