/** The commands beside `run`: what a check finds of a real station, and that nothing of a person leaves in a support bundle. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { readSegment } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseStationArguments, type StationArguments } from '../arguments.ts'
import { checkStation } from '../check/check-station.ts'
import { openWebhookGate } from '../devices/gate/webhook.ts'
import { startLog } from '../log.ts'
import { openStation } from '../open-station.ts'
import { prepareStation } from '../prepare-station.ts'
import { packed, supportFiles } from '../support/support-bundle.ts'
import { commands } from './commands.ts'
import { initStation } from './init.ts'
import { operatorsCommand } from './operators.ts'

const instant = new Date('2020-03-01T12:00:00Z')
const now = () => instant
let top: string
let demo: Demo
let given: StationArguments

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  await mkdir(join(top, 'bundle'))
  for (const name of ['root.ggb', 'bundle.ggb'])
    await copyFile(join(demo.folder, name), join(top, 'bundle', name))
  const text = [
    'station: { name: hall }',
    'bundle: { folder: bundle, worlds: [demo] }',
    `rules: ${demo.ruleSet}`,
    'screen: { port: 0 }',
    'log: { file: station.log }',
  ]
  await writeFile(join(top, 'station.yaml'), text.join('\n'))
  given = parse('--config', join(top, 'station.yaml'))
  const kept = await prepareStation({ ...given, journalFolder: join(top, 'kept') })
  await (await openStation({ ...kept, log: () => undefined, now })).close()
})
afterAll(() => rm(top, { recursive: true }))

function parse(...argv: string[]): StationArguments {
  const parsed = parseStationArguments(argv)
  if (parsed === 'help') throw new TypeError('help')
  return parsed
}

const check = async (args: StationArguments, at = instant) => {
  const surroundings = { now: () => at, programs: '', openDevices: undefined }
  const lines = await checkStation(args, surroundings)
  return new Map(lines.map(({ name, state }) => [name, state]))
}

describe('a check', () => {
  test('of a station that may run fails in nothing, and writes nothing', async () => {
    const lines = await check(given)
    expect([...lines.values()]).not.toContain('failed')
    expect([...lines]).toEqual(
      expect.arrayContaining([
        ['configuration', 'ok'],
        ['bundle', 'ok'],
        ['rules', 'ok'],
        ['age of timestamp', 'ok'],
        ['clock', 'ok'],
        ['journal', 'ok'],
        ['enrolment', 'skipped'],
        ['devices', 'skipped'],
      ]),
    )
    expect(await readdir(top)).not.toContain('journal')
  })

  test.each<[string, string[], Date, string, string]>([
    ['a rule set that nobody signed', ['--rules', 'none'], instant, 'rules', 'failed'],
    ['no bundle', ['--folder', '/nowhere'], instant, 'bundle', 'failed'],
    ['a root of another world', ['--worlds', 'production'], instant, 'bundle', 'failed'],
    [
      'a clock that is behind',
      ['--journal', 'KEPT'],
      new Date('2020-02-01T00:00:00Z'),
      'clock',
      'failed',
    ],
    [
      'data that are old',
      ['--journal', 'KEPT'],
      new Date('2020-04-15T12:00:00Z'),
      'age of trust',
      'warning',
    ],
    [
      'a folder of no enrolled station',
      ['--enrolled', '/nowhere'],
      instant,
      'configuration',
      'failed',
    ],
    ['a journal that cannot be made', ['--journal', 'FILE/x'], instant, 'journal', 'failed'],
  ])('finds %s', async (_, args, at, name, state) => {
    const places = { KEPT: join(top, 'kept'), 'FILE/x': join(top, 'station.yaml/x') }
    const whole = args.map((one) => (one in places ? places[one as keyof typeof places] : one))
    const lines = await check(parse('--config', join(top, 'station.yaml'), ...whole), at)
    expect(lines.get(name)).toBe(state)
  })

  test('finds what keeps a station from starting beyond its configuration', async () => {
    const file = join(top, 'beyond.yaml')
    await writeFile(join(top, 'short.key'), 'short', { mode: 0o600 })
    const text = [
      await readFile(join(top, 'station.yaml'), 'utf8'),
      'staff: { operators: none.json }',
      'devices: { gate: { driver: webhook, url: "http://127.0.0.1:9/", secretFile: short.key } }',
    ]
    await writeFile(file, text.join('\n'))
    const enrolled = join(top, 'enrolled')
    await mkdir(enrolled)
    const said = { format: 'greengate-station-1', id: 'hall', group: 'g', lanes: ['1'] }
    await writeFile(join(enrolled, 'station.json'), JSON.stringify(said))
    const lines = await checkStation(parse('--config', file, '--enrolled', enrolled), {
      ...{ now, programs: '' },
      openDevices: ({ gate }) => {
        if (gate?.driver !== 'webhook') return []
        const around = { now, monotonicMs: () => 0, log: () => undefined }
        return [openWebhookGate(gate, around)]
      },
    })
    const failed = lines.filter(({ state }) => state === 'failed').map(({ name }) => name)
    expect(failed).toEqual(expect.arrayContaining(['operators', 'signing key', 'devices']))
  })

  test('leaves the devices of a running station alone', async () => {
    const running = createServer()
    running.listen(0, '127.0.0.1')
    await once(running, 'listening')
    const { port } = running.address() as AddressInfo
    let asked = 0
    const given = parse('--config', join(top, 'station.yaml'), '--port', String(port))
    const lines = await checkStation(given, {
      ...{ now, programs: '' },
      openDevices: () => {
        asked++
        return []
      },
    })
    running.close()
    expect(lines).toContainEqual(expect.objectContaining({ name: 'port', state: 'warning' }))
    expect(lines).toContainEqual(expect.objectContaining({ name: 'devices', state: 'skipped' }))
    expect(asked).toBe(0)
  })

  test('says all that is wrong with a configuration, and looks no further', async () => {
    const file = join(top, 'wrong.yaml')
    await writeFile(file, 'bundle: {}\nrules: 1\n')
    const lines = await checkStation(parse('--config', file), {
      ...{ now, programs: '', openDevices: undefined },
    })
    expect(lines.map(({ name, state }) => [name, state])).toEqual([
      ['configuration', 'failed'],
      ['configuration', 'failed'],
    ])
  })

  test('as a command ends with 1 when something failed, and prints JSON where it is asked to', async () => {
    const printed: string[] = []
    const write = vi.spyOn(process.stdout, 'write')
    write.mockImplementation((text) => printed.push(String(text)) > 0)
    try {
      const config = ['--config', join(top, 'station.yaml')]
      // Its data are of a day that is long past by the clock of this machine: old, and not wrong.
      expect(await commands['check']?.(['--json', ...config, '--rules', 'none'])).toBe(1)
    } finally {
      write.mockRestore()
    }
    expect(JSON.parse(printed.join(''))).toMatchObject({ checks: expect.any(Array) as unknown })
  })
})

test('init writes a configuration that is right, and never over another', async () => {
  const folder = join(top, 'fresh')
  await mkdir(folder)
  const file = join(folder, 'station.yaml')
  await initStation(file)
  expect((await check(parse('--config', file))).get('configuration')).toBe('ok')
  expect(await readdir(folder)).toEqual(['station.schema.json', 'station.yaml'])
  await expect(initStation(file)).rejects.toMatchObject({ code: 'ERR_STATION_USAGE' })
  const nowhere = join(folder, 'nowhere', 'station.yaml')
  await expect(initStation(nowhere)).rejects.toThrow('make it first')
})

test('operators are added with a PIN that is typed, listed, and removed', async () => {
  const file = join(top, 'staffed.yaml')
  const text = await readFile(join(top, 'station.yaml'), 'utf8')
  await writeFile(file, `${text}\nstaff: { operators: people.json }\n`)
  const run = async (...argv: string[]) => {
    const printed: string[] = []
    const askPin = () => Promise.resolve('482913')
    await operatorsCommand([...argv, '--config', file], {
      askPin,
      print: (one) => printed.push(one),
    })
    return printed.join('')
  }
  await run('add', 'li', '--rights', 'passages')
  expect(await run('add', 'wang')).toMatch(/^li: look, passages\nwang: /)
  expect(await readFile(join(top, 'people.json'), 'utf8')).not.toContain('482913')
  expect(await run('remove', 'wang')).toBe('li: look, passages\n')
  expect(await run('list')).toBe('li: look, passages\n')
  await expect(run('remove', 'wang')).rejects.toMatchObject({ code: 'ERR_STATION_OPERATORS' })
  await expect(run('dismiss', 'li')).rejects.toMatchObject({ code: 'ERR_STATION_USAGE' })
})

describe('a support bundle', () => {
  test('has nothing of the people who were at the station', async () => {
    const prepared = await prepareStation(given)
    const log = startLog('hall', { ...prepared.configuration.log, print: () => undefined })
    const { station, close } = await openStation({ ...prepared, log, now })
    for (const { text } of demo.people) await station.present([text])
    await close()
    log.close()
    // No line of ours says such things; were there one, it would still not leave.
    const number = '110101199003074258'
    const file = prepared.configuration.log.file ?? ''
    await appendFile(file, `read ${demo.people[0]?.text ?? ''} of ${number} in /home/wang/x\n`)

    const files = await supportFiles(
      prepared,
      await checkStation(given, {
        ...{ now, programs: '', openDevices: undefined },
      }),
      now(),
    )
    const bytes = gunzipSync(packed(files, now())).toString('latin1')

    const journal = prepared.journalFolder
    const names = (await readdir(journal)).filter((name) => name.endsWith('.receipts'))
    expect(names).not.toEqual([])
    const subjects: string[] = []
    for (const name of names) {
      const segment = new Uint8Array(await readFile(join(journal, name)))
      const { receipts } = await readSegment(segment, name.replace('.receipts', ''))
      subjects.push(...receipts.flatMap(({ subject }) => subject ?? []))
    }
    expect(subjects.length).toBeGreaterThan(0)
    const known = [...demo.people.map(({ text }) => text.slice(4)), ...subjects, number, 'wang']
    expect(known.filter((one) => bytes.includes(one))).toEqual([])
  })

  test('tells what helpers ask for', async () => {
    const prepared = await prepareStation(given)
    const files = await supportFiles(prepared, [], now())
    const json = (name: string): unknown =>
      JSON.parse(files.find((file) => file.name === `support/${name}`)?.text ?? '')
    expect(json('about.json')).toMatchObject({ node: process.version })
    expect(json('configuration.json')).toMatchObject({ rules: demo.ruleSet })
    expect(json('bundle.json')).toMatchObject({ world: 'demo' })
    const [segment] = json('journal.json') as { receipts: number; outcomes: object }[]
    expect(segment).toMatchObject({
      receipts: demo.people.length,
      outcomes: { pass: expect.any(Number) as number },
    })
  })

  test('is an archive that a reader of another hand reads', async () => {
    const files = [
      { name: 'support/a.json', text: '{}' },
      { name: 'support/b.log', text: '绿'.repeat(400) },
    ]
    await writeFile(join(top, 'x.tar.gz'), packed(files, now()))
    const run = promisify(execFile)
    const list = await run('tar', ['-tzf', join(top, 'x.tar.gz')])
    expect(list.stdout.trim().split('\n')).toEqual(files.map(({ name }) => name))
    const { stdout } = await run('tar', ['-xzOf', join(top, 'x.tar.gz'), 'support/b.log'])
    expect(stdout).toBe(files[1]?.text)
  })
})
