/** The units that are shipped: systemd reads them, shuts them in, and what they start is there with the options that they give. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { greengate, scratch } from '../cli/test-process.ts'

const shipped = join(import.meta.dirname, 'systemd')
const units = readdirSync(shipped).filter((name) => /\.(service|timer)$/.test(name))
const text = (name: string): string => readFileSync(join(shipped, name), 'utf8')
const run = promisify(execFile)

/** Debian's unit, where its package is not installed: what the drop-in of ours stands on. */
const natsUnit = `[Service]\nType=simple\nExecStart=/usr/sbin/nats-server\nUser=nats\nGroup=nats\n`

describe('the units', () => {
  test('systemd finds nothing wrong in them, and exposes as little as the page says', async ({
    skip,
  }) => {
    if (!existsSync('/usr/bin/systemd-analyze')) return skip('systemd is not here')
    await using folder = scratch()
    cpSync(shipped, folder.path, { recursive: true })
    const own = '/lib/systemd/system/nats-server.service'
    writeFileSync(
      folder.at('nats-server.service'),
      existsSync(own) ? readFileSync(own) : natsUnit.replace('/usr/sbin/nats-server', '/bin/true'),
    )
    // It looks whether what they start is there, and takes no template by itself.
    for (const name of units)
      writeFileSync(folder.at(name), text(name).replaceAll('/usr/local/bin/greengate', '/bin/true'))
    const names = [...units, 'nats-server.service'].map((name) => name.replace('@.', '@1.'))
    writeFileSync(
      folder.at('greengate-batch-worker@1.service'),
      readFileSync(folder.at('greengate-batch-worker@.service')),
    )
    const paths = names.map((name) => folder.at(name))
    const { stdout, stderr } = await run('systemd-analyze', ['verify', ...paths])
    const ours = `${stdout}${stderr}`.split('\n').filter((line) => /greengate|nats/.test(line))
    expect(ours).toEqual([])
    const services = names.filter((name) => name.endsWith('.service'))
    const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
    for (const name of services) {
      const { stdout: told } = await run('systemd-analyze', [
        'security',
        '--offline=true',
        folder.at(name),
      ])
      const exposure = /exposure level for .*: (\d+\.\d)/.exec(told)?.[1] ?? 'none'
      const row = page
        .split('\n')
        .find((line) => line.startsWith(`| \`${name.replace('@1', '@')}\``))
      expect([name, row?.split('|')[3]?.trim()]).toEqual([name, exposure])
    }
  })

  test('what they start is a command with the options that they give', async () => {
    const started = units.flatMap((name) =>
      [...text(name).matchAll(/\/usr\/local\/bin\/greengate ([^'\n]*)/g)].map(
        ([, line = '']) => [name, line] as const,
      ),
    )
    expect(started).toHaveLength(5)
    for (const [name, line] of started) {
      const words = line.split(' ')
      const end = words.findIndex((word) => !/^[a-z]+$/.test(word))
      const { code, stdout } = await greengate([...words.slice(0, end), '--help'])
      expect([name, code]).toEqual([name, 0])
      for (const [flag] of line.matchAll(/--[a-z-]+/g))
        expect([name, stdout.includes(flag) ? flag : 'no such option']).toEqual([name, flag])
    }
  })

  test('every file of variables names what its unit uses', () => {
    for (const name of units) {
      const unit = text(name)
      const file = /^EnvironmentFile=\/etc\/greengate\/(.*)$/m.exec(unit)?.[1]
      if (file === undefined) continue
      const set = [...text(file).matchAll(/^([A-Z_]+)=/gm)].map(([, variable]) => variable)
      const used = [...unit.matchAll(/\$\{?([A-Z_]+)\}?/g)].map(([, variable]) => variable)
      const own = ['STATE_DIRECTORY', 'CREDENTIALS_DIRECTORY']
      expect(
        [...new Set(used)].filter((variable) => !own.includes(variable ?? '')).toSorted(),
      ).toEqual(set.toSorted())
    }
  })
})
