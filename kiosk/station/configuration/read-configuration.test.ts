/** The configuration: what a file becomes, and that everything wrong in it is found at once, where it stands. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfiguration, parseConfiguration, readConfiguration } from './read-configuration.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const least = 'bundle: { folder: b }\nrules: cn-3301\n'
const found = async (text: string) => (await parseConfiguration(text, folder)).findings
const here = async (text: string) =>
  (await found(text)).map(({ kind, path, line, column }) => [kind, path, line, column])
const right = async (text: string) => {
  const { configuration, findings } = await parseConfiguration(text, folder)
  expect(findings).toEqual([])
  if (configuration === undefined) throw new TypeError('no configuration')
  return configuration
}

describe('a configuration', () => {
  test('of two members is whole: everything else has a default', async () => {
    const read = await right(least)
    expect(read).toMatchObject({
      station: { name: undefined, lane: '1' },
      bundle: { folder: resolve(folder, 'b'), source: undefined, worlds: ['production'] },
      journal: { folder: resolve(folder, 'journal'), quotaBytes: 4096 * 1024 * 1024 },
      screen: { port: 8480, settings: { staff: false, dwellMs: { pass: 3000 } } },
      devices: { scanners: [] },
      staff: undefined,
      log: { level: 'info', maxBytes: 10 * 1024 * 1024 },
    })
  })

  test('has paths from its own folder and the units of the station', async () => {
    await writeFile(join(folder, 'op.jwk'), '{}')
    const read = await right(
      `${least}journal: { keepDays: 2, seal: { to: op.jwk, days: 3 } }\nstaff: { operators: o.json, idleSeconds: 30 }\n` +
        `screen: { dwell: { pass: 2.5 }, awaitSeconds: 30 }\ndevices: { gate: { driver: lcus, path: /dev/x, channel: 1 } }\n`,
    )
    expect(read.journal).toMatchObject({
      keepMs: 172_800_000,
      seal: { keyFile: join(folder, 'op.jwk'), keepMs: 259_200_000, outcomes: ['stop', 'check'] },
    })
    expect(read.staff).toMatchObject({ operatorsFile: join(folder, 'o.json'), idleMs: 30_000 })
    expect(read.screen.settings).toMatchObject({
      ...{ staff: true, awaitMs: 30_000, dwellMs: { pass: 2500, stop: 8000 } },
    })
    expect(read.devices.gate).toEqual({
      ...{ name: 'gate', driver: 'lcus', path: '/dev/x', baud: 9600, channel: 1 },
      ...{ pulseMs: 500, gapMs: 300, passSeconds: 5 },
    })
  })

  test('keeps an address as it is and makes a folder whole', async () => {
    const at = async (source: string) =>
      (await right(`bundle: { folder: b, source: ${source} }\nrules: x\n`)).bundle.source
    expect(await at('https://rules.example/b/')).toBe('https://rules.example/b/')
    expect(await at('../stick')).toBe(resolve(folder, '../stick'))
  })

  test('reads USB ids as four hexadecimal digits, whatever YAML makes of them', async () => {
    const ids = (vendor: string) =>
      `${least}devices: { scanners: [{ driver: hid-pos, vendor: ${vendor}, product: 0900 }] }\n`
    for (const [written, vendor] of [
      ['0c2e', '0c2e'],
      ['1e10', '1e10'],
      ["'0536'", '0536'],
    ] as const)
      expect((await right(ids(written))).devices.scanners).toMatchObject([
        { vendor, product: '0900' },
      ])
  })

  test('shares a relay board between gate, light and buzzer', async () => {
    const board = 'driver: lcus, path: /dev/relay'
    const read = await right(
      `${least}devices:\n  gate: { ${board}, channel: 1 }\n  light: { ${board}, channels: { green: 2 } }\n  buzzer: { ${board}, channel: 3 }\n`,
    )
    expect(read.devices.light?.channels).toMatchObject({ green: 2 })
  })
})

describe('what is wrong', () => {
  test('is found all at once, in the order of the file', async () => {
    const text = [
      'bundle: { folder: b, wrlds: [demo] }',
      'station: { lane: 1 }',
      'screen:',
      '  port: 70000',
      '  camera: yes',
      '  dwell: { pass: 0.2 }',
      'devices:',
      '  gate: { driver: door }',
      '  printer: { driver: escpos, baud: fast }',
      'colour: green',
    ].join('\n')
    expect(await here(text)).toEqual([
      ['missing-member', '', 1, 1],
      ['unknown-member', 'bundle.wrlds', 1, 22],
      ['wrong-type', 'station.lane', 2, 18],
      ['out-of-range', 'screen.port', 4, 9],
      ['wrong-type', 'screen.camera', 5, 11],
      ['out-of-range', 'screen.dwell.pass', 6, 18],
      ['wrong-value', 'devices.gate.driver', 8, 19],
      ['missing-member', 'devices.printer', 9, 12],
      ['wrong-type', 'devices.printer.baud', 9, 36],
      ['unknown-member', 'colour', 10, 1],
    ])
  })

  test.each<[string, string, unknown[]]>([
    ['a member that is written twice', `${least}rules: y`, ['syntax', '', 3, 1]],
    ['text that is no YAML', `${least}log: [`, ['syntax', '', 3, 7]],
    ['a list where members are wanted', `${least}log: []`, ['wrong-type', 'log', 3, 6]],
    ['a reference', `${least}station: &s {}\nlog: *s`, ['wrong-type', '', 4, 6]],
    [
      'two devices of one name',
      `${least}devices:\n  gate: { driver: none, name: a }\n  printer: { driver: escpos, path: /p, name: a }`,
      ['duplicate-name', 'devices.printer.name', 5, 46],
    ],
    [
      'two scanners that were given no name',
      `${least}devices:\n  scanners:\n    - { driver: serial, path: /a }\n    - { driver: serial, path: /b }`,
      ['duplicate-name', 'devices.scanners[1].name', 6, 7],
    ],
    [
      'one relay board at two rates',
      `${least}devices:\n  gate: { driver: lcus, path: /r, channel: 1 }\n  buzzer: { driver: lcus, path: /r, channel: 2, baud: 19200 }`,
      ['conflict', 'devices.buzzer.baud', 5, 55],
    ],
    [
      'one line for a scanner and a gate',
      `${least}devices:\n  scanners: [{ driver: serial, path: /r }]\n  gate: { driver: lcus, path: /r, channel: 1 }`,
      ['conflict', 'devices.gate.path', 5, 31],
    ],
    [
      'a lamp on the relay of the gate',
      `${least}devices:\n  gate: { driver: lcus, path: /r, channel: 2 }\n  light: { driver: lcus, path: /r, channels: { green: 2 } }`,
      ['conflict', 'devices.light.channels.green', 5, 55],
    ],
    [
      'a lamp on the relay of the gate, by the address that its board leaves the factory with',
      `${least}devices:\n  gate: { driver: modbus, profile: lc, path: /r, channel: 2 }\n  light: { driver: modbus, profile: lc, address: 255, path: /r, channels: { green: 2 } }`,
      ['conflict', 'devices.light.channels.green', 5, 84],
    ],
    [
      'one contact for a passage and an open gate',
      `${least}devices:\n  gate: { driver: modbus, path: /r, channel: 1, inputs: { passed: 3, open: 3 } }`,
      ['conflict', 'devices.gate.inputs.open', 4, 76],
    ],
    [
      'a contact that the board has not',
      `${least}devices:\n  gate: { driver: modbus, path: /r, channel: 1, inputs: { passed: 9 } }`,
      ['out-of-range', 'devices.gate.inputs.passed', 4, 67],
    ],
    [
      'an address with a password',
      `bundle: { folder: b, source: https://a:b@x/ }\nrules: x`,
      ['exposed', 'bundle.source', 1, 30],
    ],
    [
      'a key that is not there',
      `${least}replay: { listen: 192.0.2.1:1, key: no.key }`,
      ['no-file', 'replay.key', 3, 37],
    ],
  ])('%s is found where it stands', async (_, text, finding) => {
    expect(await here(text)).toEqual([finding])
  })

  test('in the joining of lanes is found', async () => {
    const key = join(folder, 'replay.key')
    await writeFile(key, '', { mode: 0o600 })
    const joined = (how: string) => here(`${least}replay: { ${how}key: replay.key }`)
    expect(await joined('')).toEqual([['missing-member', 'replay', 3, 9]])
    expect(await joined('listen: a:1, ask: b:1, ')).toEqual([['conflict', 'replay.ask', 3, 29]])
    expect(await joined('ask: b, ')).toEqual([['wrong-value', 'replay.ask', 3, 16]])
    await chmod(key, 0o640)
    expect(await joined('ask: b:1, ')).toEqual([['exposed', 'replay.key', 3, 26]])
  })

  test('in where records go is found, for each way by itself', async () => {
    for (const name of ['a.pem', 'c.key']) await writeFile(join(folder, name), '', { mode: 0o600 })
    const sent = async (how: string) => {
      const all = await here(`${least}journal: { upload: { ${how}key: c.key } }`)
      return all.map(([kind, path]) => [kind, path])
    }
    const at = 'journal.upload'
    expect(await sent('')).toEqual([['missing-member', at]])
    expect(await sent('to: https://a/, nats: { servers: [nats://b] }, ')).toEqual([
      ['conflict', `${at}.nats`],
    ])
    expect(await sent('to: http://a/, tls: { ca: a.pem }, ')).toEqual([['conflict', `${at}.tls`]])
    expect(await sent('to: https://a/, tls: { cert: a.pem }, ')).toEqual([
      ['missing-member', `${at}.tls.cert`],
    ])
    expect(await sent('nats: { servers: ["nats://u:hunter2@b"] }, ')).toEqual([
      ['wrong-value', `${at}.nats.servers[0]`],
    ])
    expect(await sent('nats: { servers: [] }, ')).toEqual([['out-of-range', `${at}.nats.servers`]])
    expect(await sent('nats: { servers: [tls://b], as: creds }, ')).toEqual([
      ['missing-member', `${at}.nats`],
    ])
    const both = 'as: key, credsFile: a.pem'
    expect(await sent(`nats: { servers: [tls://b:4222], ${both} }, `)).toEqual([
      ['conflict', `${at}.nats.credsFile`],
    ])
  })

  test.each([
    ['', 'key'],
    [', certFile: a.pem, keyFile: a.pem', 'certificate'],
    [', certFile: a.pem, keyFile: a.pem, as: key', 'key'],
    [', credsFile: a.pem', 'creds'],
  ])('at a server of NATS a station is known by what is named: %j', async (named, as) => {
    await writeFile(join(folder, 'a.pem'), '', { mode: 0o600 })
    const nats = `{ servers: [tls://b]${named} }`
    const text = `${least}journal: { upload: { nats: ${nats}, key: a.pem } }`
    const { configuration } = await parseConfiguration(text, folder)
    expect(configuration?.journal.upload).toMatchObject({ to: { as }, heartbeatSeconds: 60 })
  })

  test('of the staff’s file is that others can read it; that it is not yet made is right', async () => {
    const text = `${least}staff: { operators: people.json }`
    expect(await here(text)).toEqual([])
    await writeFile(join(folder, 'people.json'), '{}', { mode: 0o644 })
    expect(await here(text)).toEqual([['exposed', 'staff.operators', 3, 21]])
  })

  test('is told by the station with one line for each, that an editor can jump to', async () => {
    const file = join(folder, 'bad.yaml')
    await writeFile(file, 'bundle: { folder: b }\nrules: x\nlog: { level: loud, keep: -1 }\n')
    expect((await readConfiguration(file)).findings).toHaveLength(2)
    const error = await loadConfiguration(file).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'ERR_STATION_CONFIGURATION' })
    const lines = (error as Error).message.split('\n')
    expect(lines.map((line) => line.startsWith(`${file}:3:`))).toEqual([true, true])
  })

  test('with the file itself is one line', async () => {
    const missing = loadConfiguration(join(folder, 'none.yaml'))
    await expect(missing).rejects.toMatchObject({ code: 'ERR_STATION_CONFIGURATION' })
  })
})

test('no finding repeats a value that might be a secret', async () => {
  const secret = 'hunter2'
  const [finding] = await found(`bundle: { folder: b, source: 'https://u:${secret}@x/' }\nrules: x`)
  expect(JSON.stringify(finding)).not.toContain(secret)
})

describe('the sample', () => {
  const sample = () => readFile(join(import.meta.dirname, 'station.yaml'), 'utf8')

  test('is right as it is shipped', async () => {
    await right(await sample())
  })

  test.each([
    ['over https', /^ *#nats:\n(?: {6}#.*\n)+/m],
    ['over NATS', /^ *#to: .*\n.*\n *#tls:\n(?: {6}#.*\n)+/m],
  ])('is right with everything switched on %s, but for files that are not here', async (_, not) => {
    const on = (await sample())
      .replace(/^ *#ask:.*$/m, '')
      .replace(not, '')
      .replace(/(?<=passSeconds: 5\n)(.*\n)*?(?= +# The signal light)/, '')
      .replace(/^( *)#(?=(?:- )?[a-zA-Z]+:)/gm, '$1')
    const { findings } = await parseConfiguration(on, join(folder, 'none'))
    expect(findings.filter(({ kind }) => kind !== 'no-file')).toEqual([])
  })
})
