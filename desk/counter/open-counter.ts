/** Opens the devices of a counter by the station's drivers: the reader of identity cards, and the slip printer. */
import type { Card } from 'greengate'
import type { Surroundings } from '../../kiosk/station/devices/device.ts'
import {
  openSdtReader,
  type SdtReaderOptions,
} from '../../kiosk/station/devices/card-reader/sdt.ts'
import { openSerialLine, type OpenLine } from '../../kiosk/station/devices/line/line.ts'
import {
  openEscposPrinter,
  type EscposPrinterOptions,
} from '../../kiosk/station/devices/printer/escpos.ts'
import type { PaperPrinter } from '../paper/paper-slip.ts'
import type { CardReader, CardReading } from '../http/send-readings.ts'

/** As the configuration has it, below `counter`. */
export interface CounterConfiguration {
  readonly reader?: Omit<SdtReaderOptions, 'name' | 'baud'> & { readonly baud?: number }
  readonly printer?: Omit<EscposPrinterOptions, 'name'>
}

/** The devices, opened: what is not plugged in comes when it comes. */
export interface Counter {
  readonly reader?: CardReader
  readonly printer?: PaperPrinter
  close(): Promise<void>
}

/** What most readers are set to. */
const usualBaud = 115_200

/** Opens what is configured. */
export function openCounter(
  { reader, printer }: CounterConfiguration,
  surroundings: Surroundings & { readonly openLine?: OpenLine },
): Counter {
  const around = { ...surroundings, openLine: surroundings.openLine ?? openSerialLine }
  const sdt = reader && openSdtReader({ name: 'counter', baud: usualBaud, ...reader }, around)
  const escpos = printer && openEscposPrinter({ name: 'counter-printer', ...printer }, around)
  const readings = sdt && followReader(sdt)
  return {
    ...(readings === undefined ? {} : { reader: readings.reader }),
    ...(escpos === undefined ? {} : { printer: escpos }),
    close: async () => {
      readings?.end()
      await sdt?.stop()
      await escpos?.stop()
    },
  }
}

/** Keeps what is on the reader for whoever looks later, and only while it lies there. */
function followReader(sdt: ReturnType<typeof openSdtReader>) {
  const hearers = new Set<(reading: CardReading) => void>()
  const idle = (): CardReading => ({ state: sdt.health().state === 'ready' ? 'waiting' : 'fault' })
  let now = idle()
  const become = (next: CardReading): void => {
    if (now.state === next.state && next.state !== 'read') return
    now = next
    for (const hear of [...hearers]) hear(next)
  }
  const ends = [
    sdt.listen((happening) => {
      if (happening.happening === 'read') become({ state: 'read', card: wireOf(happening.card) })
      else if (happening.happening === 'advice') become({ state: 'reading' })
      else become(idle())
    }),
    sdt.watch(() => {
      // A reader that is well says so while a card lies on it, too.
      const next = idle()
      if (next.state === 'fault' || now.state === 'fault') become(next)
    }),
  ]
  const reader: CardReader = {
    listen: (hear) => {
      hearers.add(hear)
      hear(now)
      return () => hearers.delete(hear)
    },
  }
  return {
    reader,
    end: () => {
      for (const end of ends) end()
      hearers.clear()
    },
  }
}

/** Nothing that is not on the card; of residents the reader gives no name. */
function wireOf({ type, number, name, birthDate, validUntil, source }: Card) {
  return {
    ...{ idType: type, number },
    ...(name === undefined ? {} : { name: [name.surname, name.given].join(' ').trim() }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(validUntil === undefined ? {} : { validUntil }),
    source: source === 'mrz' ? ('mrz' as const) : ('chip' as const),
  }
}
