/** A gate that knows of a desk what it polls from it over HTTP; with a relay, a reader of cards, and a camera. */
import { openSdtReader } from '../station/devices/card-reader/sdt.ts'
import { simulateSdtReader } from '../station/devices/card-reader/simulated-sdt.ts'
import { openLcusGate } from '../station/devices/gate/lcus.ts'
import { simulateLcus } from '../station/devices/gate/simulated-relays.ts'
import { layWire } from '../station/devices/line/wire.ts'
import { noDevices } from '../station/devices/station-devices.ts'
import { readEnrolled } from '../station/enrolled-station.ts'
import { defaultSettings } from '../shared/screen-settings.ts'
import { dwelling, openGate, type Yard } from './gate.ts'
import { holdPolls } from './hold-polls.ts'
import type { WalkClock } from './walk-clock.ts'

/** It, until it is closed. */
export type DeskGate = Awaited<ReturnType<typeof openDeskGate>>

/** Nobody waits for an outcome to go: the page is left before. */
const longMs = 60_000

/** Opens it. */
export async function openDeskGate(yard: Yard, deskUrl: string, { now, monotonicMs }: WalkClock) {
  const cables = { reader: layWire(), gate: layWire() }
  const reader = simulateSdtReader(cables.reader.device)
  const relays = simulateLcus(cables.gate.device)
  const on = (name: keyof typeof cables) => ({
    ...{ now, monotonicMs, log: () => undefined },
    openLine: cables[name].openLine,
  })
  const path = 'simulated'
  const devices = {
    ...noDevices,
    cardReaders: [openSdtReader({ name: 'card-reader', path, baud: 115_200 }, on('reader'))],
    gate: openLcusGate({ name: 'gate', path, channel: 1, pulseMs: 100 }, on('gate')),
  }
  let openings = 0
  relays.watch((_channel, isOn) => {
    if (isOn) openings++
  })
  const polls = holdPolls()
  const gate = await openGate(yard, {
    opened: {
      ...{ source: `${deskUrl}/bundle/`, now, monotonicMs, devices, passSeconds: 5 },
      settings: {
        ...{ ...dwelling(longMs), awaitMs: longMs },
        voice: { ...defaultSettings.voice, on: false },
      },
      enrolled: await readEnrolled(yard.demo.stationFolder),
    },
  })
  const takenUp = () => gate.logged.filter((line) => line.startsWith('bundle taken up')).length
  return {
    ...{ gate, reader, takenUp, openings: () => openings },
    /** The timer of its poll runs out. */
    poll: () => {
      polls.next()
    },
    async close() {
      await gate.close()
      reader.stop()
      relays.close()
      polls.letGo()
    },
  }
}
