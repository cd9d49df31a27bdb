/** Heartbeats for tests: good ones as a station makes them, and those that nobody may believe. */
import { createHash } from 'node:crypto'
import {
  generateKey,
  jwkSigner,
  publicJwk,
  type PrivateJwk,
  type PublicJwk,
  type Signer,
} from 'greengate/issue'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'
import { heartbeatType } from './heartbeat.ts'

/** A SHA-256 for tests, told apart by a word. */
export const digestOf = (word: string): string =>
  createHash('sha256').update(word).digest('base64url')

/** A payload in which nothing is odd. */
export function heartbeatOf(station: string, more: Partial<Heartbeat> = {}): Heartbeat {
  return {
    format: 'greengate-heartbeat-1',
    station,
    at: '2026-11-26T08:00:00Z',
    started: '2026-11-26T07:00:00Z',
    n: 1,
    everySeconds: 60,
    software: '0.1.0',
    lane: '1',
    service: 'open',
    gate: 'closed',
    rules: ['cn-3301', 14, digestOf('rules')],
    bundle: [7, digestOf('snapshot')],
    documents: [
      ['rules/cn-3301/14', 14, digestOf('rules')],
      ['trust', 3, digestOf('trust')],
    ],
    stale: [],
    clock: { suspect: false, floor: '2026-11-26T06:00:00Z', offsetMs: 40, source: 'collector' },
    devices: [
      ['gate', 'gate', 'ready'],
      ['scanner', 'scanner', 'ready'],
    ],
    storage: 'ok',
    unsent: [3, '2026-11-26T07:59:30Z'],
    journal: [`${station}-00000001-00000001`, 12, digestOf('head')],
    minute: { outcomes: { pass: 9, check: 2, stop: 1, invalid: 0, unreadable: 1 }, passed: 9 },
    ...more,
  }
}

/** A station that says things. */
export interface TestSpeaker {
  readonly station: string
  readonly jwk: PrivateJwk
  readonly key: PublicJwk
  readonly signer: Signer
  /** A good heartbeat, as it travels. */
  readonly say: (more?: Partial<Heartbeat>) => Promise<string>
  /** Any payload under its signature. */
  readonly sign: (payload: unknown, header?: Readonly<Record<string, unknown>>) => Promise<string>
}

/** Makes one with a key of its own. */
export async function testSpeaker(station: string): Promise<TestSpeaker> {
  const jwk = await generateKey('Ed25519')
  const signer = await jwkSigner(jwk)
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url')
  const sign: TestSpeaker['sign'] = async (
    payload,
    header = { alg: 'Ed25519', typ: heartbeatType },
  ) => {
    const input = `${encode(header)}.${encode(payload)}`
    const signature = Buffer.from(await signer.sign(Buffer.from(input)))
    return `${input}.${signature.toString('base64url')}`
  }
  const say: TestSpeaker['say'] = (more) => sign(heartbeatOf(station, more))
  return { ...{ station, jwk, key: publicJwk(jwk), signer }, say, sign }
}

/** A heartbeat that is refused, and as what. */
export interface BrokenHeartbeat {
  readonly name: string
  readonly problem: string
  readonly jws: string
}

/** Everything that may be wrong with a heartbeat of this station. */
export async function brokenHeartbeats(speaker: TestSpeaker): Promise<readonly BrokenHeartbeat[]> {
  const { station, say, sign } = speaker
  const good = heartbeatOf(station)
  const whole = await say()
  const [header = '', payload = '', signature = ''] = whole.split('.')
  const { bundle: _, ...without } = good
  const stranger = await testSpeaker(station)
  const long = 'x'.repeat(190)
  const documents = (count: number, name = ''): Heartbeat['documents'] =>
    Array.from({ length: count }, (__, n) => [`${name}${String(n)}`, 1, digestOf('any')] as const)
  const refused = async (
    name: string,
    jws: string | Promise<string>,
    problem = 'malformed',
  ): Promise<BrokenHeartbeat> => ({ name, problem, jws: await jws })
  return Promise.all([
    refused('without its signature', `${header}.${payload}`),
    refused('of another type', sign(good, { alg: 'Ed25519', typ: 'greengate-batch' })),
    refused('of another algorithm', sign(good, { alg: 'none', typ: heartbeatType })),
    refused('by the key of a stranger', stranger.say(), 'wrong-signature'),
    refused(
      'changed after it was signed',
      `${header}.${Buffer.from(JSON.stringify({ ...good, n: 2 })).toString('base64url')}.${signature}`,
      'wrong-signature',
    ),
    refused(
      'of a station that nobody knows',
      sign({ ...good, station: 'nobody' }),
      'unknown-station',
    ),
    refused('without a member', sign(without)),
    refused('with a member more', sign({ ...good, people: 3 })),
    refused('of another format', sign({ ...good, format: 'greengate-heartbeat-2' })),
    refused('counted from nothing', sign({ ...good, n: 0 })),
    refused('at no instant', sign({ ...good, at: '2026-02-30T08:00:00Z' })),
    refused('with a service of its own', sign({ ...good, service: 'napping' })),
    refused('with less than nobody', sign({ ...good, minute: { ...good.minute, passed: -1 } })),
    refused('with a digest that is none', sign({ ...good, bundle: [7, 'AAAA'] })),
    refused('with more than a hundred documents', sign({ ...good, documents: documents(101) })),
    refused(
      'larger than it may be',
      sign({ ...good, documents: documents(80, long) }),
      'too-large',
    ),
  ])
}
