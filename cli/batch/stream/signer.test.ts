/** A signer at NATS signs what codes of its issuer are made of, and nothing else. */
import { headers, type NatsConnection } from '@nats-io/transport-node'
import { generateKey, issue, jwkSigner, type Signer } from 'greengate/issue'
import { expect, test } from 'vitest'
import { writeKeyFile } from '../../keys/key-file.ts'
import { connectTo } from '../../nats/connect.ts'
import { natsIsMissing, natsReason, startNats } from '../../nats/test-nats.ts'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import { openCodeSigner } from '../open-code-signer.ts'
import { mostRefusals, signSubject } from './names.ts'
import { openBySigner, partsTogether } from './open-offer.ts'
import { runWorker } from './run-worker.ts'
import { serveSigner } from './serve-signer.ts'
import { NeverSigned, natsSigner } from './sign-by-nats.ts'
import { joinSigned } from './sign-message.ts'
import { makeTestBatch, runHere, runOn } from './test-batch.ts'

const instant = (seconds: number): string =>
  new Date(Math.floor(Date.now() / 1000 + seconds) * 1000).toISOString().replace('.000', '')

const claims = {
  issuer: 'cn-3301',
  class: 'app',
  issuedAt: instant(-60),
  validUntil: instant(3_600),
  facts: [],
  covers: [],
} as const

const limits = { issuer: 'cn-3301', validForSeconds: 86_400 }

const startSigner = (nats: NatsConnection, signer: Signer, may = limits) => {
  const ended = new AbortController()
  const serving = serveSigner(nats, signer, may, ended.signal, () => undefined)
  return async () => {
    ended.abort()
    return serving
  }
}

test('NATS: workers without a key have their codes signed by who has it', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  const batch = await makeTestBatch(folder, { count: 30, plain: 20, partBytes: 3_000 })
  await using nats = await startNats({ jetstream: true })
  const place = { servers: [nats.url] }
  const connection = await connectTo(place, { name: 'signer' })
  const endSigner = startSigner(connection, await openCodeSigner({ key: batch.keyFile }))
  const ended = new AbortController()
  const worker = runWorker({
    ...{ place, width: partsTogether, signal: ended.signal, say: () => undefined },
    open: (offer, at) => openBySigner(offer, { ctiKey: batch.ctiFile }, at),
  })
  const there = await runOn(batch, folder.at('there'), { place })
  expect(there).toEqual(await runHere(batch, folder.at('here')))
  ended.abort()
  await worker
  expect(await endSigner()).toEqual({ signed: there?.manifest.codes, refused: 0 })
  await connection.close()
})

test('NATS: a signer refuses what is no code of its issuer, of its key and of its time', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  await using nats = await startNats()
  const [key, other] = [await generateKey('Ed25519'), await generateKey('Ed25519')]
  await writeKeyFile(folder.at('issuer.jwk'), key)
  const connection = await connectTo({ servers: [nats.url] }, { name: 'signer' })
  const signer = await openCodeSigner({ key: folder.at('issuer.jwk') })
  const endSigner = startSigner(connection, signer)
  const kid = Buffer.from(signer.kid).toString('base64url')
  const asked = natsSigner(connection, { kid, alg: signer.alg } as never)
  const sign = (bytes: Uint8Array): Promise<boolean> =>
    asked.sign(bytes).then(
      () => true,
      (error: unknown) => {
        if (error instanceof OperatorError) return false
        throw error
      },
    )
  /** What a code has signed, by another key where one is given. */
  const bytesOf = async (said: object, by: Signer = signer): Promise<Uint8Array> => {
    let signed = new Uint8Array()
    const spy: Signer = {
      ...by,
      sign: async (bytes) => {
        signed = new Uint8Array(bytes)
        return by.sign(bytes)
      },
    }
    await issue({ ...claims, ...said }, { signer: spy, cti: new Uint8Array(8) })
    return signed
  }
  const good = await bytesOf({})
  const whole = issue(claims, { signer: asked, cti: new Uint8Array(8) })
  expect(await whole).toBe(await issue(claims, { signer, cti: new Uint8Array(8) }))
  const week = instant(7 * 86_400)
  const later = { issuedAt: instant(5 * 86_400), validUntil: instant(5 * 86_400 + 60) }
  for (const bytes of [
    await bytesOf({ issuer: 'cn-33' }),
    await bytesOf({ validUntil: week }),
    await bytesOf(later),
    await bytesOf({}, await jwkSigner(other)),
    good.subarray(1),
    good.subarray(0, -1),
    Buffer.concat([good, Buffer.of(0)]),
    Buffer.from('a bundle'),
    new Uint8Array(),
  ]) {
    expect(await sign(bytes)).toBe(false)
  }
  // One bad among good ones: none is signed.
  const mixed = joinSigned([good, Buffer.from('a bundle')])
  const answer = await connection.request(signSubject(kid), mixed, {
    timeout: 30_000,
    headers: headers(),
  })
  expect(answer.data).toHaveLength(0)
  expect(await sign(good)).toBe(true)
  await endSigner()
  await connection.close()
})

test('NATS: a part that no signer signs ends the batch with the reason, and goes on when one does', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  const batch = await makeTestBatch(folder, { count: 20, partBytes: 6_000 })
  await using nats = await startNats({ jetstream: true })
  const place = { servers: [nats.url] }
  const connection = await connectTo(place, { name: 'signer' })
  const signer = await openCodeSigner({ key: batch.keyFile })
  const ended = new AbortController()
  const worker = runWorker({
    ...{ place, width: partsTogether, signal: ended.signal, say: () => undefined },
    open: (offer, at) => openBySigner(offer, { ctiKey: batch.ctiFile }, at),
  })
  const endWrong = startSigner(connection, signer, { ...limits, issuer: 'cn-33' })
  const refused = await runOn(batch, folder.at('there'), { place }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(OperatorError)
  expect(String(refused)).toMatch(/part 0\.\d+ cannot be done: .*is of another issuer/)
  const { signed, refused: count } = await endWrong()
  expect(signed).toBe(0)
  expect(count).toBeGreaterThanOrEqual(mostRefusals)
  const endRight = startSigner(connection, signer)
  const there = await runOn(batch, folder.at('there'), { place })
  expect(there).toEqual(await runHere(batch, folder.at('here')))
  ended.abort()
  await worker
  await endRight()
  await connection.close()
})

test('NATS: what is never signed does not keep others from it that were asked together with it', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  await using nats = await startNats()
  await writeKeyFile(folder.at('issuer.jwk'), await generateKey('Ed25519'))
  const connection = await connectTo({ servers: [nats.url] }, { name: 'signer' })
  const signer = await openCodeSigner({ key: folder.at('issuer.jwk') })
  const endSigner = startSigner(connection, signer)
  const kid = Buffer.from(signer.kid).toString('base64url')
  const asked = natsSigner(connection, { kid, alg: signer.alg } as never)
  const issued = (issuer: string, n: number): Promise<string> =>
    issue({ ...claims, issuer }, { signer: asked, cti: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, n) })
  const all = await Promise.allSettled(
    Array.from({ length: 9 }, (_, n) => issued(n === 5 ? 'cn-33' : 'cn-3301', n)),
  )
  expect(all.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([5])
  expect((all[5] as PromiseRejectedResult).reason).toBeInstanceOf(NeverSigned)
  await endSigner()
  await connection.close()
})
