/** The commands to one gate, one after the other; none of them opens late. */
import { DeviceError } from '../devices/device.ts'

/** Runs commands in their turn. */
export interface CommandQueue {
  /**
   * Resolves to whether the gate took the command.
   *
   * @param isWanted - Asked when the command's turn has come: what is no longer wanted is not sent.
   * @param when - `soon`: its time counts from now, and once that is over it is not sent; `in-turn`: from its turn.
   */
  run(
    command: () => Promise<void>,
    isWanted: () => boolean,
    when: 'soon' | 'in-turn',
  ): Promise<boolean>
  /** Resolves when all that was asked for so far is over. */
  drained(): Promise<void>
}

/** A queue whose commands have `limitMs` each. */
export function openCommandQueue(monotonicMs: () => number, limitMs: number): CommandQueue {
  let last: Promise<void> = Promise.resolve()
  const attempt = async (command: () => Promise<void>, askedMs: number) => {
    const leftMs = askedMs + limitMs - monotonicMs()
    if (leftMs <= 0) return false
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, leftMs, false)
    })
    try {
      return await Promise.race([command().then(() => true), late])
    } catch (error) {
      if (error instanceof DeviceError) return false
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    run(command, isWanted, when) {
      const askedMs = monotonicMs()
      const mine = last.then(() =>
        isWanted() ? attempt(command, when === 'soon' ? askedMs : monotonicMs()) : false,
      )
      // A fault of our own is the caller's to hear of; the turn of the next command comes all the same.
      last = mine.then(
        () => undefined,
        () => undefined,
      )
      return mine
    },
    drained: () => last,
  }
}
