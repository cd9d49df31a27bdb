/** What is right member by member and cannot be so together: names, lines, relays, lanes. */
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { pairOf, type Place, type Reading } from './shape.ts'
import { findUploadConflicts } from './upload-shape.ts'

type Find = Reading['find']

/** Finds all of it; members that are wrong by themselves have been found and are passed over. */
export function findConflicts(top: Place, find: Find): void {
  const devices = devicesOf(top)
  findRepeatedNames(devices, find)
  findSharedLines(devices, find)
  findSharedRelays(devices, find)
  findSharedInputs(devices, find)
  findJoining(top, find)
  findUploadConflicts(valueAt(top.node, 'journal'), find)
}

/** A device, and the name that it has where it is given none. */
interface Device extends Place {
  readonly unnamed: string
}

const kinds = {
  cardReader: 'card-reader',
  mrzReader: 'mrz-reader',
  thermometer: 'thermometer',
  gate: 'gate',
  light: 'light',
  buzzer: 'buzzer',
  printer: 'printer',
} as const

function devicesOf(top: Place): readonly Device[] {
  const devices = valueAt(top.node, 'devices')
  const scanners = valueAt(devices, 'scanners')
  const several = isSeq<Node>(scanners) ? scanners.items : []
  return [
    ...several.map((node, index) => ({
      ...{ node, path: `devices.scanners[${index}]`, unnamed: 'scanner' },
    })),
    ...Object.entries(kinds).flatMap(([member, unnamed]) => {
      const node = valueAt(devices, member)
      return isMap(node) ? [{ node, path: `devices.${member}`, unnamed }] : []
    }),
  ]
}

function findRepeatedNames(devices: readonly Device[], find: Find): void {
  const seen = new Map<string, string>()
  for (const { node, path, unnamed } of devices) {
    const name = scalarAt(node, 'name') ?? unnamed
    const before = seen.get(name)
    if (before === undefined) seen.set(name, path)
    else {
      const at = { node: valueAt(node, 'name') ?? node, path: `${path}.name` }
      find('duplicate-name', at, `${before} is called ${name} too`, 'write a name of its own')
    }
  }
}

/** Relay boards carry several devices on one line, and then at one rate; every other line is one device's. */
function findSharedLines(devices: readonly Device[], find: Find): void {
  const seen = new Map<string, Device>()
  for (const device of devices) {
    const line = scalarAt(device.node, 'path')
    if (line === undefined) continue
    const before = seen.get(line)
    if (before === undefined) {
      seen.set(line, device)
      continue
    }
    const at = { node: valueAt(device.node, 'path') ?? null, path: `${device.path}.path` }
    if (boardOf(before) === undefined || boardOf(before) !== boardOf(device))
      find('conflict', at, `${before.path} is on this line already`, 'name a line of its own')
    else if (baudOf(before) !== baudOf(device)) {
      const baud = { node: valueAt(device.node, 'baud') ?? at.node, path: `${device.path}.baud` }
      const what = `${before.path} is on the same line at ${baudOf(before)}`
      find('conflict', baud, what, 'write the same baud for both')
    }
  }
}

/** A relay that two devices switch opens the gate when the lamp goes on. */
function findSharedRelays(devices: readonly Device[], find: Find): void {
  const seen = new Map<string, string>()
  for (const device of devices) {
    const board = boardOf(device)
    if (board === undefined) continue
    const line = scalarAt(device.node, 'path') ?? ''
    const address = board === 'modbus' ? addressOf(device) : ''
    for (const { path, node } of relaysOf(device)) {
      const relay = `${line} ${address} ${isScalar(node) ? String(node.value) : ''}`
      const before = seen.get(relay)
      if (before === undefined) seen.set(relay, path)
      else
        find('conflict', { node, path }, `${before} is this relay too`, 'name a relay of its own')
    }
  }
}

function relaysOf({ node, path }: Device): readonly Place[] {
  const channel = valueAt(node, 'channel')
  const channels = valueAt(node, 'channels')
  return [
    ...(channel == null ? [] : [{ node: channel, path: `${path}.channel` }]),
    ...(isMap<Node, Node | null>(channels) ? channels.items : []).map(({ key, value }) => ({
      node: value,
      path: `${path}.channels.${isScalar(key) ? String(key.value) : ''}`,
    })),
  ]
}

/** A contact that says two things counts whoever opens the gate as somebody who went through. */
function findSharedInputs(devices: readonly Device[], find: Find): void {
  for (const { node, path } of devices) {
    const seen = new Map<unknown, string>()
    const inputs = valueAt(node, 'inputs')
    for (const { key, value } of isMap<Node, Node | null>(inputs) ? inputs.items : []) {
      const [input, name] = [value, key].map((one) => (isScalar(one) ? one.value : undefined))
      const at = { node: value, path: `${path}.inputs.${String(name)}` }
      const before = seen.get(input)
      if (before === undefined) seen.set(input, at.path)
      else find('conflict', at, `${before} is this input too`, 'name an input of its own')
    }
  }
}

/** One lane keeps what was shown, the others ask it: never both, never neither. */
function findJoining(top: Place, find: Find): void {
  const replay = valueAt(top.node, 'replay')
  if (!isMap(replay)) return
  const [listen, ask] = [valueAt(replay, 'listen'), valueAt(replay, 'ask')]
  if (listen != null && ask != null) {
    const at = { node: ask, path: 'replay.ask' }
    find('conflict', at, 'this lane listens already', 'leave listen or ask')
  } else if (listen == null && ask == null) {
    const at = { node: replay, path: 'replay' }
    find('missing-member', at, 'neither listens nor asks', 'write listen: or ask:')
  }
}

/** Which board's protocol a device speaks; undefined: it is on none. */
const boardOf = ({ node }: Place): string | undefined => {
  const driver = scalarAt(node, 'driver')
  return driver === 'lcus' || driver === 'modbus' ? driver : undefined
}

const factoryAddress: Readonly<Record<string, number>> = { waveshare: 1, lc: 255 }

/** As it leaves the factory where none is written. */
const addressOf = ({ node }: Place): string =>
  scalarAt(node, 'address') ?? String(factoryAddress[scalarAt(node, 'profile') ?? 'waveshare'])

const baudOf = ({ node }: Place): string => scalarAt(node, 'baud') ?? '9600'

const valueAt = (node: Node | null | undefined, name: string): Node | null | undefined =>
  pairOf(node ?? null, name)?.value

const scalarAt = (node: Node | null, name: string): string | undefined => {
  const value = valueAt(node, name)
  const written = isScalar(value) ? value.value : undefined
  return typeof written === 'string' || typeof written === 'number' ? `${written}` : undefined
}
