/** A desk as an operator configures it, under an authority of its own: what it issues and revokes reaches gates. */
import { writeFileSync } from 'node:fs'
import { verify } from 'greengate'
import { generateKey, publicJwk } from 'greengate/issue'
import { expect, test } from 'vitest'
import { openSigner } from '../../cli/bundle/signer.ts'
import { addIssuer } from '../../cli/bundle/trust.ts'
import {
  after,
  day,
  founded,
  hour,
  ruleSet,
  testAuthority,
  text,
} from '../../cli/bundle/test-authority.ts'
import { takeCoverage } from '../facts/coverage.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { makeCode } from '../issuing/make-code.ts'
import { recordPerson } from '../people/record-person.ts'
import { registerSource } from '../sources/register-source.ts'
import { startDesk } from '../start-desk.ts'
import { openStore } from '../store/open-store.ts'
import { checkTrust, type CheckedDesk } from './check-trust.ts'
import { checkDesk } from './check-desk.ts'
import { settingsOfConfiguration } from './settings-of-configuration.ts'

const number = '119901199001010017'
const kinds = ['test', 'contact']

/** Passes who was tested, stops who was a contact; accepts what the desk assessed. */
const set = ruleSet(1, 25 * hour, {
  accepts: {
    assessments: [
      { issuer: 'cn-3301', set: 'cn-3301', minVersion: { 'cn-3301': 1 }, maxAge: 'PT24H' },
    ],
  },
  rules: [
    ...(ruleSet(1, 0)['rules'] as object[]),
    {
      no: 2,
      id: 'contact',
      outcome: 'stop',
      when: {
        op: 'some',
        kind: 'contact',
        where: {
          op: '<=',
          left: { op: 'days', of: { field: 'at' } },
          right: { value: 14, unit: 'day' },
        },
      },
      reason: { zh: '密切接触', en: 'a contact' },
    },
    // Nobody may order at this desk, so that it knows that nothing is ordered.
    {
      no: 3,
      id: 'ordered',
      outcome: 'stop',
      when: {
        op: 'some',
        kind: 'order',
        where: { op: '==', left: { field: 'outcome' }, right: { value: 'stop' } },
      },
      reason: { zh: '依指令', en: 'ordered' },
    },
  ],
})

/** An authority whose trust list has the desk and whose rules are in force, and the desk's folder. */
async function opened() {
  const authority = await testAuthority()
  const key = await generateKey('Ed25519')
  const says = { states: ['*'], covers: ['*'], regions: ['*'], sets: ['cn-3301'] }
  await addIssuer(
    await authority.shelf(),
    { id: 'cn-3301', name: { zh: '甲', en: 'A' }, status: 'lists' },
    { jwk: publicJwk(key), from: text(0), until: text(300 * day), ...says },
    founded,
  )
  await authority.add(set)
  await authority.sign(founded, ['trust-1'], 'trust/1')
  await authority.sign(founded, ['facts-1'], 'facts/1')
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  await authority.publish(founded)
  const at = (name: string) => authority.at(name)
  const secret = (name: string, value: object) => {
    writeFileSync(at(name), JSON.stringify(value), { mode: 0o600 })
    return at(name)
  }
  const file = at('desk.yaml')
  writeFileSync(
    file,
    `issuer: { id: cn-3301, key: ${secret('desk.jwk', key)} }
ruleSet: cn-3301
authority:
  folder: .
  statusKey: keys/status-1.jwk
  populationKey: ${secret('population.json', { id: 'AAAAAAAAAAA', key: Buffer.alloc(16, 7).toString('base64url') })}
signIn: { development: true }
feeds: { entries: 4096 }
`,
  )
  return { authority, file }
}

test('issues what passes at a gate, and revokes it there once a record changes what the rules say', async () => {
  const { authority, file } = await opened()
  await using _ = authority
  let ms = 2 * day
  const now = () => after(ms)
  const log: string[] = []
  const settings = await settingsOfConfiguration(file, {
    port: 0,
    now,
    log: (line) => log.push(line),
  })
  const running = await startDesk(settings)
  try {
    const taken = { code: 'ERR_DESK_TAKEN' }
    await expect(startDesk(settings)).rejects.toMatchObject(taken)
    const { desk, keeper } = running
    const seconds = () => Math.floor(now().getTime() / 1000)
    registerSource(
      desk.store,
      { id: 'hospital', zh: '', en: '', states: kinds, covers: kinds, regions: ['*'] },
      now(),
    )
    const push = (kind: string, fields: object) => {
      const record = {
        id: kind,
        kind,
        recordedAt: text(ms),
        person: { idType: 'cn-resident-id', number },
        fields,
      }
      const { types } = desk.rules
      const { answers } = takeFacts(desk.store, 'hospital', [record], seconds(), { types })
      expect(answers).toMatchObject([{ state: 'taken' }])
    }
    const settle = async () => {
      ms += 60_000
      takeCoverage(
        desk.store,
        'hospital',
        kinds.map((kind) => ({ kind, until: seconds() })),
        seconds(),
      )
      desk.wake()
      await desk.idle()
      keeper.changed()
      expect(await keeper.settled()).toMatchObject({ isPending: false, failure: undefined })
    }
    const gate = async (code: string) => {
      const asked = {
        bundle: await authority.client(now()),
        now: now(),
        context: { ruleSet: 'cn-3301' },
      }
      const { outcome, reasons } = await verify(code, asked)
      return [outcome, ...reasons.map((reason) => reason.code)]
    }
    const { id } = recordPerson(
      desk.store,
      { idType: 'cn-resident-id', number, name: '王芳', identity: 'verified' },
      seconds(),
    )
    push('test', { sampledAt: text(ms - hour), method: 'pcr', result: 'negative' })
    await settle()
    const made = await makeCode(desk, id, { class: 'app', cause: 'applied' }, seconds())
    expect(await gate(made.text)).toEqual(['pass', 'assessed-pass'])
    push('contact', { at: text(ms).slice(0, 10), closeness: 'close' })
    await settle()
    expect(await gate(made.text)).toEqual(['invalid', 'revoked'])
    expect(
      await gate((await makeCode(desk, id, { class: 'app', cause: 'fact' }, seconds())).text),
    ).toEqual(['stop', 'assessed-stop'])
    expect((await fetch(`${running.url}/bundle/timestamp.ggb`)).status).toBe(200)
  } finally {
    await running.close()
  }
})

test('says what would keep people from passing: kinds that nobody covers, a key that may not, rules that do not accept', async () => {
  const { authority, file } = await opened()
  await using _ = authority
  const at = after(2 * day)
  const before = authority.list()
  const first = await checkDesk(file, at)
  expect(first.findings.map(({ kind, about, rules }) => [kind, about, rules])).toEqual([
    ['uncovered', 'contact', [2]],
    ['uncovered', 'test', [1]],
  ])
  expect(authority.list()).toEqual(before)
  const threshold = 2
  expect(first).toMatchObject({
    ...{ version: 1, begins: null, key: { sets: ['cn-3301'], until: text(300 * day) } },
    versions: [{ version: 1, signers: 2, threshold, how: 'usual' }],
  })
  const source = { zh: '', en: '', states: kinds, covers: kinds, regions: ['*'] }
  const store = openStore(authority.at('desk.db'))
  registerSource(store, { id: 'hospital', ...source }, at)
  const seconds = at.getTime() / 1000
  takeCoverage(store, 'hospital', [{ kind: 'test', until: seconds }], seconds)
  const there = await checkDesk(file, at)
  expect(there.findings).toEqual([])
  expect(there.waiting).toEqual([{ kind: 'contact', rules: [2], sources: ['hospital'] }])
  store[Symbol.dispose]()
  expect((await checkDesk(file, at)).waiting).toEqual(there.waiting)

  // The same authority, and a desk that it does not know, with a key of another role.
  const { bundle } = await settingsOfConfiguration(file, { now: () => at, log: () => undefined })
  const stranger = { issuer: 'cn-3301', ruleSet: 'cn-3301', kid: first.key?.kid ?? '' }
  const signer = (name: string) => openSigner({ key: authority.at(`keys/${name}.jwk`) })
  const signers = { status: await signer('trust-1'), online: [await signer('snapshot-1')] }
  const kindsOf = (more: Partial<CheckedDesk>, when = seconds) =>
    checkTrust(bundle, { ...stranger, signers, ...more }, when).findings.map(
      ({ kind, about }) => `${kind} ${about ?? ''}`,
    )
  expect(kindsOf({})).toEqual(['not-in-role status', 'not-in-role timestamp'])
  const kid = stranger.kid
  expect(kindsOf({}, seconds + 400 * 86_400)[0]).toBe(`out-of-time ${kid}`)
  expect(kindsOf({ issuer: 'cn-3302' })).toContain('not-trusted cn-3302')
  expect(kindsOf({ issuer: 'cn-3302' })).toContain('not-accepted 1')
  expect(kindsOf({ kid: 'AAAAAAAAAAA' })).toContain('not-trusted AAAAAAAAAAA')
  expect(kindsOf({ ruleSet: 'cn-3309' })).toContain(`not-allowed ${kid}`)
})
