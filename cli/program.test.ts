/** The command as a whole: its help, its usage errors, its exit codes. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { greengate } from './test-process.ts'

const commands = [
  'demo',
  'keys create',
  'keys show',
  'issue',
  'holder challenge',
  'holder request',
  'live',
  'verify',
  'card',
  'scan',
  'inspect',
  'rules new',
  'rules convert',
  'rules fmt',
  'rules build',
  'rules impact',
  'rules lint',
  'rules test',
  'rules explain',
  'rules diff',
  'rules eval',
  'rules replay',
  'rules open',
  'rules shadow',
  'rules zone',
  'collect',
  'collect key',
  'collect import',
  'collect status',
  'journal verify',
  'journal export',
  'journal open',
  'journal key',
  'status create',
  'status allocate',
  'status revoke',
  'status suspend',
  'status restore',
  'status show',
  'status publish',
  'status close',
  'status import',
  'status export',
  'conformance',
  'people',
  'population build',
  'population delta',
  'population lookup',
  'population inspect',
]

describe('help', () => {
  test('lists every command and says what the exit codes mean', async () => {
    const run = await greengate(['--help'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    for (const command of commands) expect(run.stdout).toContain(command.split(' ')[0])
    expect(run.stdout).toContain('Exit code')
  })

  test.each(commands)('of %s has examples, and every command has --json', async (command) => {
    const run = await greengate([...command.split(' '), '--help'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('\nExamples:\n  greengate ')
    expect(run.stdout).toContain('--json')
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })

  test('--version is the version of the package', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('package.json', import.meta.url), 'utf8'),
    ) as { readonly version: string }
    expect(await greengate(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
  })
})

describe('usage errors', () => {
  test.each([
    [['verfy']],
    [['verify', '--fast', 'x']],
    [['issue', 'x']],
    [['keys', 'create', 'a', '--alg', 'RSA']],
    [['scan']],
    [['keys', 'show']],
    [['inspect', 'x', '--schema', 'both']],
  ])('%j: one line, exit code 2', async (args) => {
    const run = await greengate(args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
  })

  test('no command at all shows the help, on stderr', async () => {
    const run = await greengate([])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('Usage: greengate')
  })
})
