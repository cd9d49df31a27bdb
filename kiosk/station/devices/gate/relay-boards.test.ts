/** The frames of relay boards, held against what their makers write. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from '../line/line.ts'
import { e3Bytes } from './e3-board.ts'
import { lcusFrame } from './lcus-board.ts'
import { modbusCommands } from './modbus-board.ts'
import { modbusFrame, openModbusPort } from './modbus-port.ts'
import { simulateLcus, simulateModbus } from './simulated-relays.ts'

const hex = (bytes: Iterable<number>) =>
  Buffer.from([...bytes])
    .toString('hex')
    .toUpperCase()
const frame = (address: number, { code, data }: { code: number; data: readonly number[] }) =>
  hex(modbusFrame(address, code, data))

/** A line in memory: `heard` is what the other end was sent. */
function wire() {
  const listeners = new Set<(bytes: Uint8Array) => void>()
  const heard: number[] = []
  const line: Line = {
    state: () => 'ready',
    write: (bytes) => {
      heard.push(...bytes)
      return Promise.resolve()
    },
    onBytes(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onState: () => () => undefined,
    close: () => Promise.resolve(),
  }
  const say = (bytes: Iterable<number>) => {
    for (const listener of listeners) listener(Uint8Array.from(bytes))
  }
  return { line, heard, say }
}

// The bytes are the makers', not ours.
test.each([
  ['LCUS on', hex(lcusFrame(1, true)), 'A00101A2'],
  ['LCUS off', hex(lcusFrame(1, false)), 'A00100A1'],
  ['LCUS on, channel 2', hex(lcusFrame(2, true)), 'A00201A3'],
  ['E-3 on', hex([e3Bytes.on]), 'AA'],
  ['E-3 off', hex([e3Bytes.off]), 'BB'],
  ['E-3 on for a second', hex([e3Bytes.pulse]), 'CC'],
  ['LC on', frame(0xff, modbusCommands.set(1, true)), 'FF050000FF0099E4'],
  ['LC off', frame(0xff, modbusCommands.set(1, false)), 'FF0500000000D814'],
  ['LC all on', frame(0xff, modbusCommands.all(true)), 'FF0F0000000801FF301D'],
  ['LC all off', frame(0xff, modbusCommands.all(false)), 'FF0F000000080100705D'],
  ['LC inputs', frame(0xff, modbusCommands.inputs), 'FF02000000086C12'],
  ['Waveshare on', frame(1, modbusCommands.set(1, true)), '01050000FF008C3A'],
  ['Waveshare off', frame(1, modbusCommands.set(1, false)), '010500000000CDCA'],
  ['Waveshare on for 700 ms', frame(1, modbusCommands.pulse(1, 7)), '0105020000078DB0'],
])('%s is what the maker says', (_name, ours, theirs) => {
  expect(ours).toBe(theirs)
})

test('an answer of inputs is found among noise, in whatever pieces it comes', () => {
  const { line, say } = wire()
  const port = openModbusPort(line)
  const answers: string[] = []
  port.on('data', (bytes: Buffer) => answers.push(hex(bytes)))
  port.write(Buffer.from('FF02000000086C12', 'hex'))
  const bytes = Buffer.from('0000FF02FF02FF02010151A0', 'hex')
  for (const byte of bytes) say([byte])
  expect(answers).toEqual(['FF02010151A0'])
  say(Buffer.from('FF02010151A0', 'hex'))
  expect(answers).toHaveLength(1)
})

test('an answer with a wrong CRC, or to another request, is none', () => {
  const { line, say } = wire()
  const port = openModbusPort(line)
  const answers: string[] = []
  port.on('data', (bytes: Buffer) => answers.push(hex(bytes)))
  port.write(Buffer.from('FF050000FF0099E4', 'hex'))
  say(Buffer.from('FF050000FF0099E5', 'hex'))
  say(Buffer.from('FF02010151A0', 'hex'))
  expect(answers).toEqual([])
  say(Buffer.from('FF050000FF0099E4', 'hex'))
  expect(answers).toEqual(['FF050000FF0099E4'])
})

test('a simulated board answers its inputs as the maker writes them', () => {
  const { line, heard, say } = wire()
  const board = simulateModbus(line, { address: 0xff, timesPulses: false })
  board.input(1, true)
  say(Buffer.from('FF02000000086C12', 'hex'))
  expect(hex(heard)).toBe('FF02010151A0')
})

test('noise switches no relay', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      const { line, say } = wire()
      const board = simulateLcus(line)
      // Whatever happens to be a frame is one: without them, nothing is on.
      if (hex(noise).includes('A0')) return
      say(noise)
      expect(board.on()).toEqual([])
      say(lcusFrame(3, true))
      expect(board.on()).toEqual([3])
    }),
  )
})

test('a channel that no board has is a mistake of the programmer', () => {
  expect(() => lcusFrame(0, true)).toThrow(TypeError)
  expect(() => lcusFrame(1.5, true)).toThrow(TypeError)
})
