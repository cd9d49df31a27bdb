/** The shapes of devices in a configuration, driver by driver. */
import type {
  BuzzerConfiguration,
  GateConfiguration,
  LightConfiguration,
  ScannerConfiguration,
} from './device-configuration.ts'
import { bauds } from '../devices/card-reader/sdt-frame.ts'
import { scannerBauds } from '../devices/scanner/scanner-bauds.ts'
import { byDriver, may, must, object, optional } from './members.ts'
import { nameText, webAddress } from './texts.ts'
import { choice, flag, list, number, oneNumber, path, text, type Shape } from './shape.ts'
import { isScalar } from 'yaml'

const name = (ofDevice: string) => may(nameText, 'what the log and the dashboard call it', ofDevice)
const driver = <const T extends string>(word: T) => must(choice(word), 'what it speaks')
const lineBauds = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200]
const line = (ofDevice: string, baud: number, bauds: readonly number[] = lineBauds) => ({
  name: name(ofDevice),
  path: must(path(), 'its serial line, best by a name that stays with it: /dev/serial/by-id/...'),
  baud: may(oneNumber(...bauds), 'bits a second on the line', baud),
})
const address = (of: number) => may(number(1, 255), 'its address on the bus', of)
const board = {
  profile: may(choice('waveshare', 'lc'), 'modbus: whose board it is', 'waveshare'),
  address: optional(number(1, 255), 'modbus: its address; as it leaves the factory where absent'),
}
/** Eight are read: one that is not there would never say that anybody went through. */
const input = (what: string) => optional(number(1, 8), what)
const inputs = object({
  passed: input('closes for a moment with every passage'),
  open: input('closed while the gate is not shut'),
  forced: input('closes when somebody forces the gate'),
  fault: input('closed while the gate is broken'),
  fire: input('closed while the fire alarm is on'),
})
const channel = must(number(1, 32), 'the relay it hangs on, from 1')
const passSeconds = may(number(1, 60), 'how long a person has to go through', 5)
const pulseMs = may(
  number(50, 10_000),
  'how long the relay stays on, in milliseconds; the hardware times it where it can',
  500,
)
const gapMs = may(
  number(50, 10_000),
  'between the pulses for two persons, in milliseconds; a gate that forgets needs more',
  300,
)

/** A USB id as people write it: four hexadecimal digits, whatever YAML would make of them. */
const usbId: Shape<string> = {
  schema: { type: ['string', 'number'], description: 'four hexadecimal digits: 0c2e' },
  read(at, reading) {
    const text = isScalar(at.node) ? (at.node.source ?? String(at.node.value)) : ''
    if (/^[0-9a-f]{4}$/i.test(text)) return text.toLowerCase()
    reading.find('wrong-value', at, 'is no USB id', "write four hexadecimal digits: '0c2e'")
    return undefined
  },
}

const scanner = byDriver<ScannerConfiguration>({
  serial: object({
    ...line('scanner', 9600, scannerBauds),
    driver: driver('serial'),
    suffix: may(choice('cr', 'crlf', 'lf', 'tab', 'none'), 'what ends a text', 'cr'),
    gapMs: optional(
      number(5, 2_000),
      'after so long a silence a text is over, in milliseconds; 500, or 50 without a suffix',
    ),
    aim: may(flag, 'whether each text begins with an AIM identifier, such as ]Q1', false),
    repeatMs: may(
      number(0, 60_000),
      'for so long the same code is not told again, in milliseconds',
      1_000,
    ),
    trigger: optional(
      choice('honeywell', 'zkteco'),
      'how it is told to look, where it does not by itself',
    ),
    noRead: optional(text(/^.{1,40}$/, 'up to 40 characters'), 'what it sends when it saw nothing'),
  }),
  'hid-pos': object({
    name: name('scanner'),
    driver: driver('hid-pos'),
    vendor: optional(usbId, 'its USB vendor id'),
    product: optional(usbId, 'its USB product id'),
  }),
})

const gate = byDriver<GateConfiguration>({
  lcus: object({
    ...line('gate', 9600),
    driver: driver('lcus'),
    ...{ channel, pulseMs, gapMs, passSeconds },
  }),
  e3: object({
    ...line('gate', 9600),
    driver: driver('e3'),
    channel: may(number(1, 1), 'it has one relay', 1),
    pulseMs: may(number(1_000, 1_000), 'its hardware knows one pulse', 1_000),
    ...{ gapMs, passSeconds },
  }),
  modbus: object({
    ...line('gate', 9600),
    driver: driver('modbus'),
    ...{ ...board, channel, pulseMs, gapMs, passSeconds },
    inputs: optional(inputs, 'which inputs of the board say what'),
  }),
  'speed-gate': object({
    ...line('gate', 19_200),
    driver: driver('speed-gate'),
    address: address(1),
    direction: may(choice('left', 'right'), 'which way is in, seen from its board', 'left'),
    passSeconds,
  }),
  webhook: object({
    name: name('gate'),
    driver: driver('webhook'),
    url: must(webAddress, 'where the gate is told'),
    secretFile: must(path('private'), 'the file of the key that requests are signed with'),
    auth: may(choice('hmac', 'bearer'), 'how the key is used', 'hmac'),
    passSeconds,
  }),
  none: object({ name: name('gate'), driver: driver('none'), passSeconds }),
})

const lamp = (colour: string) => optional(number(1, 32), `the relay of the ${colour} lamp`)
const light = (of: 'lcus' | 'modbus') =>
  object({
    ...line('light', 9600),
    driver: driver(of),
    ...board,
    channels: must(
      object({
        green: lamp('green'),
        yellow: lamp('yellow'),
        red: lamp('red'),
        blue: lamp('blue'),
      }),
      'which relay each lamp hangs on',
    ),
  })
const buzzer = (of: 'lcus' | 'modbus') =>
  object({ ...line('buzzer', 9600), driver: driver(of), ...board, channel })

const serialOnly = (ofDevice: string, baud: number) =>
  object({ ...line(ofDevice, baud), driver: driver('serial') })

/** All devices of a lane. */
export const devicesShape = object({
  scanners: may(list(scanner), 'scanners of codes, each by itself', []),
  cardReader: optional(
    object({
      ...line('card-reader', 115_200, bauds),
      driver: driver('sdt'),
      readsTwice: may(
        flag,
        'for lines that disturb: a card counts when two readings are alike',
        false,
      ),
      rfBytes: optional(
        number(1, 255),
        'the most bytes it sends a card at once; as it is set where absent',
      ),
    }),
    'the reader of resident identity cards',
  ),
  mrzReader: optional(serialOnly('mrz-reader', 9600), 'the reader of passports'),
  thermometer: optional(
    serialOnly('thermometer', 9600),
    'measures foreheads; the rule set decides what that means',
  ),
  gate: optional(gate, 'what opens'),
  light: optional(
    byDriver<LightConfiguration>({ lcus: light('lcus'), modbus: light('modbus') }),
    'the signal light',
  ),
  buzzer: optional(
    byDriver<BuzzerConfiguration>({ lcus: buzzer('lcus'), modbus: buzzer('modbus') }),
    'the buzzer',
  ),
  printer: optional(
    object({
      ...line('printer', 9600),
      driver: driver('escpos'),
      columns: may(number(16, 64), 'characters of a line', 32),
      encoding: may(choice('gb18030', 'utf-8'), 'how it wants its text', 'gb18030'),
      offsetMinutes: may(number(-720, 840), 'how far local time is from UTC', 480),
    }),
    'prints slips with the number of an appeal',
  ),
})
