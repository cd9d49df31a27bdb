/** `greengate desk` as its operator uses it: run once as a process; all else beside it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { generateKey } from 'greengate/issue'
import { expect, test } from 'vitest'
import { greengate, scratch, startGreengate } from '../test-process.ts'

test('runs with embedded defaults, answers, publishes, and ends with 0 at ctrl-c', async () => {
  await using running = startGreengate(['desk', '--port', '0', '--json'])
  const said = JSON.parse((await running.seen('}\n')).trim()) as {
    readonly url: string
    readonly bundle: string
    readonly sources: Readonly<Record<string, string>>
  }
  expect(Object.keys(said.sources)).toEqual(['demo-hospital', 'demo-control'])
  const desk = await fetch(`${said.url}/api/desk`)
  expect(desk.status).toBe(200)
  expect(await desk.json()).toMatchObject({ issuer: 'demo-desk', signIn: ['one-time-code'] })
  const published = async () => (await fetch(`${said.bundle}timestamp.ggb`)).status
  await expect.poll(published, { timeout: 30_000 }).toBe(200)
  expect(await running.interrupt()).toBe(0)
})

test('every command of the desk teaches by examples, in lines of 120 at most', async () => {
  const names = ['', 'init', 'check', 'source add', 'source rotate', 'source end', 'officer add']
  const more = ['order make', 'order sign', 'order take', 'audit verify', 'audit export']
  for (const name of [...names, ...more]) {
    const { code, stdout } = await greengate(['desk', ...name.split(' ').filter(Boolean), '--help'])
    expect(code, name).toBe(0)
    expect(stdout, name).toContain('Examples:\n')
    const examples = stdout.slice(stdout.indexOf('Examples:'))
    expect(examples, name).toContain(`greengate desk${name === '' ? '' : ` ${name}`}`)
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([])
  }
})

test('init writes what check reads, never over a file; check says what is missing, where', async () => {
  await using folder = scratch()
  const file = folder.at('desk.yaml')
  const made = await greengate(['desk', 'init', file])
  expect([made.code, made.stdout]).toEqual([
    0,
    expect.stringContaining(`desk check --config ${file}`),
  ])
  expect(folder.list()).toEqual(['desk.schema.json', 'desk.yaml'])
  expect((await greengate(['desk', 'init', file])).code).toBe(2)
  const { code, stdout } = await greengate(['desk', 'check', '--config', file, '--json'])
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly object[] }
  expect(code).toBe(1)
  expect(findings).toMatchObject([
    { kind: 'no-file', path: 'issuer.key' },
    { kind: 'no-file', path: 'authority.folder' },
    { kind: 'no-file', path: 'authority.statusKey' },
  ])
  expect((await greengate(['desk', '--config', file])).code).toBe(2)
})

test('sources and officers are written down, change, end, and stand in a trail that holds until it is touched', async () => {
  await using folder = scratch()
  const store = ['--store', folder.at('desk.db'), '--json']
  const desk = (...args: readonly string[]) => greengate(['desk', ...args, ...store])
  const source = ['--zh', '医院', '--en', 'Hospital', '--states', 'test', '--covers', 'test']
  const added = await desk('source', 'add', 'hospital-1', ...source)
  expect(JSON.parse(added.stdout)).toMatchObject({
    secret: expect.stringMatching(/^ggs_/) as string,
  })
  expect(JSON.parse((await desk('source', 'add', 'hospital-1', ...source)).stdout)).toEqual({
    source: 'hospital-1',
  })
  expect((await desk('source', 'add', 'holder', ...source)).code).toBe(2)
  expect((await desk('source', 'rotate', 'hospital-1')).stdout).not.toBe(added.stdout)
  expect((await desk('source', 'end', 'hospital-1')).code).toBe(0)
  expect((await desk('source', 'end', 'hospital-1')).code).toBe(2)
  // The end took its secret: who begins again has one of its own.
  expect(JSON.parse((await desk('source', 'add', 'hospital-1', ...source)).stdout)).toMatchObject({
    secret: expect.stringMatching(/^ggs_/) as string,
  })
  const li = ['--name', '李', '--subject', 'li@desk.example', '--roles', 'counter,worklist']
  expect((await desk('officer', 'add', 'li', ...li)).code).toBe(0)
  expect((await desk('officer', 'add', 'another', ...li)).code).toBe(2)
  expect((await desk('officer', 'add', 'wu', ...li.slice(0, 4), '--roles', 'all')).code).toBe(2)

  const verified = await desk('audit', 'verify')
  const { records, head } = JSON.parse(verified.stdout) as { records: number; head: string }
  expect([verified.code, records]).toEqual([0, 7])
  const lines = (await desk('audit', 'export')).stdout
  const whats = lines
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { what: string }).what)
  expect(whats).toEqual([
    ...['source-added', 'source-secret-renewed', 'source-secret-renewed', 'source-ended'],
    ...['source-changed', 'source-secret-renewed', 'officer-added'],
  ])
  const file = folder.at('audit.ndjson')
  const check = async (text: string) => {
    writeFileSync(file, text)
    const noted = ['--noted', `${String(records)}:${head}`]
    const { code, stdout } = await greengate([
      'desk',
      'audit',
      'verify',
      '--file',
      file,
      ...noted,
      '--json',
    ])
    return [code, (JSON.parse(stdout) as { fault: object | null }).fault]
  }
  expect(await check(lines)).toEqual([0, null])
  expect(await check(lines.replace('hospital-1', 'hospital-2'))).toEqual([
    1,
    { seq: 1, fault: 'head' },
  ])
  expect(await check(lines.trim().split('\n').slice(0, -1).join('\n'))).toEqual([
    1,
    { seq: records, fault: 'reach' },
  ])
})

test('an order is made and signed by two hands; what is no order is refused with a code', async () => {
  await using folder = scratch()
  const file = folder.at('order.json')
  writeFileSync(folder.at('number.txt'), '119901199001010017\n')
  const about = [
    '--authority',
    'health-bureau',
    '--id',
    '2026-17',
    '--basis',
    'Decree 1, article 5',
  ]
  const made = await greengate([
    ...['desk', 'order', 'make', ...about, '--outcome', 'stop', '--until', '2036-12-10T00:00:00Z'],
    ...['--card-number-file', folder.at('number.txt'), '--out', file],
  ])
  expect([made.code, made.stderr]).toEqual([0, ''])
  for (const name of ['a', 'b']) {
    const key = folder.at(`${name}.jwk`)
    writeFileSync(key, JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
    const signed = await greengate(['desk', 'order', 'sign', file, '--key', key, '--world', 'demo'])
    expect(signed.code).toBe(0)
  }
  const { order, signatures } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly order: object
    readonly signatures: readonly object[]
  }
  expect(order).toMatchObject({ format: 'greengate-order-1', outcome: 'stop' })
  expect(signatures).toHaveLength(2)
  writeFileSync(file, '{}')
  const refused = await greengate(['desk', 'order', 'sign', file, '--key', folder.at('a.jwk')])
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('ERR_DESK_ORDER_FORM'),
  ])
})
