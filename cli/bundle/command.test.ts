/** The publisher's commands as they are typed: help, exit codes, questions, and a web address. */
import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { retireCommand } from '../retire/command.ts'
import { revertCommand } from '../rules/revert.ts'
import { stationCommand } from '../station/command.ts'
import { greengate, scratch } from '../test-process.ts'
import { OperatorError } from '../operator-error.ts'
import { readBundle } from './bundle-source.ts'
import { bundleCommand } from './command.ts'
import { documentsOf } from './open-verified.ts'
import { beginPublishing, testAuthority } from './test-authority.ts'

/** Every command that has no commands of its own, under the name it is typed by. */
function leaves(command: Command, above: string): readonly (readonly [string, Command])[] {
  const name = `${above} ${command.name()}`
  return command.commands.length === 0
    ? [[name, command]]
    : command.commands.flatMap((below) => leaves(below, name))
}

const finish = (): undefined => undefined
const all = [
  ...leaves(bundleCommand(finish), 'greengate'),
  ...leaves(stationCommand(), 'greengate'),
  ...leaves(retireCommand(), 'greengate'),
  ...leaves(revertCommand(), 'greengate rules'),
]

test.each(all)('%s --help has examples of itself and --json, within the width', (name, command) => {
  let text = ''
  command.configureOutput({
    writeOut: (part) => {
      text += part
    },
    getOutHelpWidth: () => 120,
  })
  command.outputHelp()
  expect(text.slice(text.indexOf('\nExamples:\n'))).toContain(`  ${name} `)
  expect(text).toContain('--json')
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
})

test('an authority is founded, its people answer a question, and status tells what is late', async () => {
  await using folder = scratch()
  const options = { cwd: folder.path }
  const made = await greengate(
    ['bundle', 'init', 'authority', '--yes', '--json', '--root', '1 of Li Wei'],
    options,
  )
  expect(made).toMatchObject({ code: 0, stderr: '' })
  const { rootDigest, keys } = JSON.parse(made.stdout) as {
    rootDigest: string
    keys: readonly { role: string; holder: string; file: string }[]
  }
  expect(rootDigest).toMatch(/^[\w-]{43}$/)
  expect(keys.find(({ role }) => role === 'root')).toMatchObject({ holder: 'Li Wei' })
  // Nothing private is printed.
  for (const { file } of keys) {
    const { d } = JSON.parse(readFileSync(join(folder.at('authority/keys'), file), 'utf8')) as {
      d: string
    }
    expect(made.stdout).not.toContain(d)
  }
  const cwd = { cwd: folder.at('authority') }
  const sign = ['bundle', 'sign', 'drafts/facts/1.json', '--key', 'keys/facts-1.jwk']
  const no = await greengate(sign, { ...cwd, input: 'no\n' })
  expect(no).toMatchObject({ code: 2, stdout: '' })
  expect(existsSync(folder.at('authority/drafts/facts/1.signatures.json'))).toBe(false)
  const yes = await greengate([...sign, '--json'], { ...cwd, input: 'yes\n' })
  expect(yes.code).toBe(0)
  expect(JSON.parse(yes.stdout)).toMatchObject([{ place: 'facts/1', missing: 0 }])
})

test('a bundle is read from a web address, and what is not there is told', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const server = createServer((request, response) => {
    const file = authority.at(`published${request.url ?? ''}`)
    response.statusCode = existsSync(file) ? 200 : 404
    response.end(existsSync(file) ? readFileSync(file) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}`
  try {
    const found = await readBundle(`${address}/`)
    expect(documentsOf(found).map(({ name }) => name)).toContain('facts')
    await expect(readBundle(`${address}/none.ggb`)).rejects.toBeInstanceOf(OperatorError)
  } finally {
    server.close()
  }
  await new Promise((resolve) => server.once('close', resolve))
  await expect(readBundle(`${address}/`)).rejects.toBeInstanceOf(OperatorError)
})
