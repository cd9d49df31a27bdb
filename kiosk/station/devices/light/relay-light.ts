/** A signal light on relays: one lamp at a time, all dark at the end. It never holds anything up. */
import type { Light, Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'
import { openRelayBoard, type RelayBoardOptions } from '../gate/open-relay-board.ts'
import { asDeviceError } from '../gate/relay-board.ts'
import type { OpenLine } from '../line/line.ts'

/** Which relay each lamp hangs on; one that is absent does not exist. */
export interface LightChannels {
  readonly green?: number | undefined
  readonly yellow?: number | undefined
  readonly red?: number | undefined
  readonly blue?: number | undefined
}

/** As the configuration has it. */
export interface RelayLightOptions extends RelayBoardOptions {
  readonly name: string
  readonly channels: LightChannels
}

/** After a command that was lost. */
const againMs = 1_000

/** Opens it, dark. */
export function openRelayLight(
  options: RelayLightOptions,
  { now, openLine }: Surroundings & { readonly openLine: OpenLine },
): Light {
  const { name } = options
  const lamps = Object.entries(options.channels).filter(
    (lamp): lamp is [string, number] => lamp[1] !== undefined,
  )
  const board = openRelayBoard(options, openLine)
  const kept = keepHealth(name, 'light', now)
  let wanted: Parameters<Light['show']>[0] = 'off'
  let showing: Promise<void> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  /** Dark first: two lamps at once would say two things. */
  const put = async (light: typeof wanted) => {
    for (const [lamp, channel] of lamps) if (lamp !== light) await board.set(channel, false)
    for (const [lamp, channel] of lamps) if (lamp === light) await board.set(channel, true)
  }
  /** Whatever is wanted last is what is put on; what was asked for meanwhile is left out. */
  const work = async () => {
    let done: typeof wanted | undefined
    while (done !== wanted) {
      done = wanted
      await put(done)
    }
  }
  const show = (light: typeof wanted): Promise<void> => {
    wanted = light
    clearTimeout(again)
    showing ??= work()
      .catch((error: unknown) => {
        later()
        throw error
      })
      .finally(() => {
        showing = undefined
      })
    return showing
  }
  /** A lamp that burns on would say to the next person what was said to the last. One that is gone is heard of. */
  const later = () => {
    if (isStopped || board.state() === 'missing') return
    again = setTimeout(() => void show(wanted).catch(asDeviceError), againMs)
    again.unref()
  }
  const showHealth = () => {
    kept.become(board.state())
  }
  const unlisten = board.onState((state) => {
    showHealth()
    // Plugged in again: it shows what it should have shown.
    if (state === 'ready') void show(wanted).catch(asDeviceError)
  })
  showHealth()
  void show('off').catch(asDeviceError)
  return {
    name,
    kind: 'light',
    health: kept.now,
    watch: kept.watch,
    show: (light) => (isStopped ? Promise.resolve() : show(light)),
    async test() {
      await show(wanted).catch(asDeviceError)
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(again)
      unlisten()
      if (board.state() === 'ready') await show('off').catch(asDeviceError)
      await board.close()
    },
  }
}
