/** Keys that are not plain files: sealed with age, and on a token behind PKCS#11. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test, vi } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { signDrafts } from './sign.ts'
import { openSigner, type SignerOptions } from './signer.ts'
import { founded, testAuthority, type TestAuthority } from './test-authority.ts'

const module = '/usr/lib/softhsm/libsofthsm2.so'
const isHere = existsSync(module) && existsSync('/usr/bin/pkcs11-tool')

async function signFacts(authority: TestAuthority, options: SignerOptions): Promise<number> {
  const [signed] = await signDrafts(await authority.open(), ['facts/1'], {
    signers: [await openSigner(options)],
    now: founded,
    language: 'en',
    terminal: undefined,
    say: () => undefined,
  })
  return signed?.missing ?? -1
}

test('a share that is sealed to a person is opened by that person alone', async () => {
  const mine = await generateX25519Identity()
  const others = await generateX25519Identity()
  const recipient = await identityToRecipient(mine)
  await using authority = await testAuthority({ facts: `Li Wei ${recipient}` })
  const key = authority.at('keys/facts-1.jwk.age')
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(existsSync(authority.at('keys/facts-1.jwk'))).toBe(false)
  expect(readFileSync(key, 'latin1')).not.toContain('"d"')
  writeFileSync(authority.at('mine.txt'), `# of Li Wei\n${mine}\n`)
  writeFileSync(authority.at('others.txt'), `${others}\n`)
  writeFileSync(authority.at('none.txt'), '# nothing\n')
  await expect(signFacts(authority, { key })).rejects.toBeInstanceOf(OperatorError)
  for (const name of ['others.txt', 'none.txt', 'absent.txt']) {
    const identity = authority.at(name)
    await expect(signFacts(authority, { key, identity })).rejects.toBeInstanceOf(OperatorError)
  }
  expect(await signFacts(authority, { key, identity: authority.at('mine.txt') })).toBe(0)
})

test('what is no recipient seals nothing', async () => {
  await expect(testAuthority({ facts: 'Li Wei age1abc' })).rejects.toBeInstanceOf(OperatorError)
})

describe('SoftHSM', () => {
  test.runIf(isHere)('signs a document with a key that never leaves the token', async () => {
    await using other = await testAuthority()
    const tokens = other.at('tokens')
    mkdirSync(tokens)
    const configuration = join(other.at('.'), 'softhsm2.conf')
    writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`)
    vi.stubEnv('SOFTHSM2_CONF', configuration)
    vi.stubEnv('GREENGATE_PIN', '5678')
    const pins = ['--so-pin', '1234', '--pin', '5678']
    execFileSync('softhsm2-util', ['--init-token', '--free', '--label', 'office', ...pins])
    const place = ['--module', module, '--token-label', 'office', '--login', '--pin', '5678']
    const made = ['--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'facts', '--id', '01']
    execFileSync('pkcs11-tool', [...place, ...made], { stdio: 'ignore' })
    const token = { pkcs11: module, token: 'office', label: 'facts' }
    const { jwk } = await openSigner(token)
    writeFileSync(other.at('facts.json'), JSON.stringify(jwk))

    await using authority = await testAuthority({ facts: `office @${other.at('facts.json')}` })
    expect(authority.list().filter((name) => name.includes('facts-1.jwk'))).toEqual([])
    expect(await signFacts(authority, token)).toBe(0)
    await expect(openSigner({ ...token, label: 'another' })).rejects.toBeInstanceOf(OperatorError)
    vi.stubEnv('GREENGATE_PIN', '0000')
    await using third = await testAuthority({ facts: `office @${other.at('facts.json')}` })
    await expect(signFacts(third, token)).rejects.toBeInstanceOf(OperatorError)
    vi.unstubAllEnvs()
  })
})
