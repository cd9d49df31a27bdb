/** Keys: made with mode 0600, shown without the private part, never overwritten. */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'

interface Shown {
  readonly kid: string
  readonly thumbprint: string
  readonly alg: string
  readonly publicJwk: Readonly<Record<string, string>>
}

const shown = (stdout: string): Shown => JSON.parse(stdout) as Shown
const jwkOf = (path: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>

describe('keys create', () => {
  test.each(['Ed25519', 'ESP256'])('makes a %s key that only its owner can read', async (alg) => {
    await using folder = scratch()
    const run = await greengate(['keys', 'create', folder.at('a.jwk'), '--alg', alg, '--json'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(folder.list()).toEqual(['a.jwk'])
    expect(statSync(folder.at('a.jwk')).mode & 0o777).toBe(0o600)
    const { d, ...open } = jwkOf(folder.at('a.jwk'))
    expect(d).toMatch(/^[\w-]{43}$/)
    const key = shown(run.stdout)
    expect(key).toMatchObject({ alg, publicJwk: open })
    expect(key.thumbprint).toMatch(/^[\w-]{43}$/)
    expect(Buffer.from(key.kid, 'base64url')).toHaveLength(8)
    expect(run.stdout).not.toContain(d)
  })

  test('prints nothing private in words either', async () => {
    await using folder = scratch()
    const run = await greengate(['keys', 'create', '--out', folder.at('a.jwk')])
    expect(run.code).toBe(0)
    expect(run.stdout).not.toContain(jwkOf(folder.at('a.jwk'))['d'])
  })

  test('never overwrites a file', async () => {
    await using folder = scratch()
    writeFileSync(folder.at('a.jwk'), 'mine')
    const run = await greengate(['keys', 'create', folder.at('a.jwk')])
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/^greengate: .+\n$/)
    expect(readFileSync(folder.at('a.jwk'), 'utf8')).toBe('mine')
    expect(folder.list()).toEqual(['a.jwk'])
  })
})

describe('keys show', () => {
  test('shows the same as create did, of the private and of the public file', async () => {
    await using folder = scratch()
    const made = shown((await greengate(['keys', 'create', folder.at('a.jwk'), '--json'])).stdout)
    writeFileSync(folder.at('open.jwk'), JSON.stringify(made.publicJwk))
    chmodSync(folder.at('open.jwk'), 0o644)
    for (const name of ['a.jwk', 'open.jwk']) {
      const run = await greengate(['keys', 'show', folder.at(name), '--json'])
      expect(run.code).toBe(0)
      expect(shown(run.stdout)).toEqual({ ...made, file: folder.at(name) })
    }
  })

  test.runIf(process.platform !== 'win32').each([0o640, 0o604, 0o660, 0o620])(
    'refuses a private key of mode %o',
    async (mode) => {
      await using folder = scratch()
      await greengate(['keys', 'create', folder.at('a.jwk')])
      chmodSync(folder.at('a.jwk'), mode)
      const run = await greengate(['keys', 'show', folder.at('a.jwk')])
      expect(run).toMatchObject({ code: 2, stdout: '' })
      expect(run.stderr).toMatch(/^greengate: .*chmod 600.*\n$/)
    },
  )

  test.each([
    ['cut short', (jwk: string) => jwk.slice(0, 60)],
    ['empty', () => ''],
    ['of another curve', (jwk: string) => jwk.replace('Ed25519', 'X25519')],
    ['with a short coordinate', (jwk: string) => jwk.replace(/"x":"./, '"x":"')],
    ['a list', () => '[]'],
    ['not UTF-8', () => Buffer.from([0x7b, 0xff, 0x7d])],
  ])('refuses a key file that is %s, without showing it', async (_how, spoil) => {
    await using folder = scratch()
    await greengate(['keys', 'create', folder.at('a.jwk')])
    const { d = '', x = '' } = jwkOf(folder.at('a.jwk'))
    writeFileSync(folder.at('a.jwk'), spoil(readFileSync(folder.at('a.jwk'), 'utf8')))
    const run = await greengate(['keys', 'show', folder.at('a.jwk')])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: .+\n$/)
    expect(run.stderr).not.toContain(d.slice(0, 20))
    expect(run.stderr).not.toContain(x.slice(0, 20))
  })
})
