/** A simulated reader with the station's driver at the other end, in quick time: what tests of the driver begin with. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CardHappening, CardReader } from '../device.ts'
import type { Line, OpenLine } from '../line/line.ts'
import { layWire, type Wire } from '../line/wire.ts'
import { openSdtReader, type SdtReaderOptions, type SdtTimes } from './sdt.ts'
import type { SimulatedCard } from './simulated-card.ts'
import { simulateSdtReader, type SimulatedSdt, type SimulatedSdtOptions } from './simulated-sdt.ts'

/** A citizen with everything on the card that a gate must not know. */
export const resident: SimulatedCard = {
  layout: 'resident',
  name: '欧阳测试',
  sex: '1',
  ethnicGroup: '25',
  number: '330102198507141234',
  birthDate: '1985-07-14',
  address: '浙江省杭州市上城区试验路九号',
  authority: '杭州市公安局上城分局',
  validFrom: '2015-03-01',
  validUntil: null,
}

/** What a gate knows of them. */
export const residentCard = {
  type: 'cn-resident-id',
  number: resident.number,
  validFrom: '2015-03-01',
  source: 'chip',
}

/** Quick, but patient enough for a machine that is busy with other tests. */
const quick: SdtTimes = { poll: 4, answer: 1_500, read: 1_500, quiet: 30, again: 15 }
/** For readers that do not answer. */
export const impatient: SdtTimes = { ...quick, answer: 400, read: 500 }

/** Everything that a test holds in its hands. */
export interface TestReader {
  readonly reader: CardReader
  readonly device: SimulatedSdt
  readonly happenings: CardHappening[]
  /** States and details, as they changed. */
  readonly health: string[]
  readonly logged: string[]
  /** Waits for what must happen. */
  readonly until: (what: () => boolean) => Promise<void>
}

/** Opens both. */
export function openTestReader(
  device: Line,
  openLine: OpenLine,
  options: SimulatedSdtOptions & Partial<SdtReaderOptions> & { readonly times?: SdtTimes } = {},
): TestReader {
  const happenings: CardHappening[] = []
  const health: string[] = []
  const logged: string[] = []
  const { name = 'card-reader', path = 'x', readsTwice = false, rfBytes, times = quick } = options
  const simulated = simulateSdtReader(device, options)
  const reader = openSdtReader(
    { name, path, baud: 115_200, readsTwice, ...(rfBytes !== undefined && { rfBytes }) },
    {
      now: () => new Date(),
      monotonicMs: () => performance.now(),
      log: (line) => logged.push(line),
      openLine,
    },
    times,
  )
  reader.listen((happening) => happenings.push(happening))
  reader.watch(({ state, detail = '' }) => health.push(`${state} ${detail}`.trim()))
  return {
    reader,
    device: simulated,
    happenings,
    health,
    logged,
    async until(what) {
      const end = performance.now() + 30_000
      while (!what()) {
        if (performance.now() > end) throw new Error('it did not happen')
        await wait(3)
      }
    },
  }
}

/** A reader on a wire; the test stops it. */
export function startReader(
  options: SimulatedSdtOptions & Partial<SdtReaderOptions> & { readonly times?: SdtTimes } = {},
): TestReader & { readonly wire: Wire } {
  const wire = layWire()
  const opened = openTestReader(wire.device, wire.openLine, { lineBaud: wire.baudRate, ...options })
  return { ...opened, wire }
}

/** How often a card was looked for. */
export function looks({ heard }: SimulatedSdt): number {
  return heard.filter((one) => one === 0x2001).length
}
