/** The log: levels, lines that stay lines, files that turn over, and a disk that is full. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLogFile } from './log-file.ts'
import { startLog } from './log.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greengate-test-'))
  file = join(folder, 'logs', 'station.log')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const now = () => new Date('2020-03-01T12:00:00Z')
const text = (name = file) => readFileSync(name, 'utf8')

describe('a log', () => {
  test.each([
    ['error', ['error']],
    ['info', ['error', 'warning', 'info', 'info']],
    ['debug', ['error', 'warning', 'info', 'info', 'debug']],
  ] as const)('of level %s has the lines of %j', (level, said) => {
    const printed: string[] = []
    const log = startLog('hall', { level, now, print: (line) => printed.push(line) })
    log.error('a')
    log.warning('a')
    log.info('a')
    log('a')
    log.debug('a')
    expect(printed).toEqual(said.map((one) => `2020-03-01T12:00:00.000Z ${one} hall: a`))
  })

  test('makes one line of whatever it is told', () => {
    const printed: string[] = []
    startLog('hall', { now, print: (line) => printed.push(line) })('a\r\nb\u001b[2J\u0085c')
    expect(printed).toHaveLength(1)
    expect(printed.join()).not.toMatch(/\p{Cc}/u)
  })

  test('is in its file as it is printed, for its owner alone', () => {
    const printed: string[] = []
    const log = startLog('hall', {
      file,
      maxBytes: 1e6,
      keep: 1,
      now,
      print: (line) => printed.push(line),
    })
    log('one')
    log.warning('two')
    log.close()
    expect(text()).toBe(printed.map((line) => `${line}\n`).join(''))
    expect(statSync(file).mode & 0o077).toBe(0)
  })
})

describe('the file', () => {
  test('turns over when it is full and keeps as many as it is told, oldest last', () => {
    const log = openLogFile({ file, maxBytes: 12, keep: 2 })
    for (const line of ['line-1', 'line-2', 'line-3', 'line-4']) log.add(line)
    log.close()
    const names = ['station.log', 'station.log.1', 'station.log.2']
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(names)
    expect(names.map((name) => text(join(folder, 'logs', name)))).toEqual([
      'line-4\n',
      'line-3\n',
      'line-2\n',
    ])
  })

  test('goes on where the process before left it', () => {
    for (const line of ['line-1', 'line-2']) {
      const log = openLogFile({ file, maxBytes: 1e6, keep: 1 })
      log.add(line)
      log.close()
    }
    expect(text()).toBe('line-1\nline-2\n')
  })

  test('keeps none but itself where none is to be kept', () => {
    const log = openLogFile({ file, maxBytes: 8, keep: 0 })
    log.add('line-1')
    log.add('line-2')
    log.close()
    expect(readdirSync(join(folder, 'logs'))).toEqual(['station.log'])
    expect(text()).toBe('line-2\n')
  })

  test('loses lines on a full disk, and says how many once there is room', () => {
    let isFull = true
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    const log = openLogFile({
      ...{ file, maxBytes: 1e6, keep: 1 },
      write(descriptor, line) {
        if (isFull) throw full
        return writeSync(descriptor, line)
      },
    })
    log.add('line-1')
    log.add('line-2')
    isFull = false
    log.add('line-3')
    log.close()
    expect(text()).toMatch(/^\(2 [^\n]+\)\nline-3\n$/)
  })
})
