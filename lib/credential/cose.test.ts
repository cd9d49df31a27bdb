/** Tests of the envelope against the COSE working group's examples: what is signed, who signed, and what we refuse of it. */
import { describe, expect, test } from 'vitest'
import { encodeBase45 } from '../encoding/base45.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { checkOnAll, type Answer } from '../testing/checkers.ts'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeText, signedBytes } from './decode.ts'
import { prefix } from './layout.ts'

interface Signing {
  readonly key: Readonly<Record<string, string | undefined>>
  readonly protected?: { readonly alg?: string }
  readonly external?: string
}
interface Example {
  readonly fail?: boolean
  readonly input: {
    readonly sign0?: Signing
    readonly sign?: { readonly signers: readonly Signing[] }
  }
  readonly intermediates: {
    readonly ToBeSign_hex?: string
    readonly signers?: readonly { readonly ToBeSign_hex: string }[]
  }
  readonly output: { readonly cbor: string }
}

const folder = 'cose-wg-examples'
const examples = (): readonly (readonly [file: string, example: Example])[] =>
  (readCorpus(`${folder}/index.json`) as readonly { readonly file: string }[]).map(({ file }) => [
    file,
    readCorpus(`${folder}/${file}`) as Example,
  ])

/** A key of the examples without its private part and its other spellings. */
const jwkOf = ({ key }: Signing): object => {
  const coordinate = (name: string): string | undefined => {
    const hex = key[`${name}_hex`]
    return hex === undefined ? key[name] : encodeBase64url(fromHex(hex))
  }
  // Some examples spell the kind of a key as COSE does.
  const kty = key['crv'] === 'Ed25519' ? 'OKP' : 'EC'
  return { kty, crv: key['crv'], x: coordinate('x'), y: coordinate('y') }
}
const isOurs = ({ key, protected: header }: Signing): boolean =>
  key['crv'] === 'Ed25519' || (key['crv'] === 'P-256' && header?.alg === 'ES256')

/** The array of an example, out of its tag if it has one. */
const arrayOf = ({ output }: Example): readonly CborValue[] => {
  const value = decodeCbor(fromHex(output.cbor), { maxBytes: 4096, tags: [18, 98, 998] })
  return (Array.isArray(value) ? value : (value as { value: CborValue }).value) as CborValue[]
}

describe.skipIf(!hasCorpora)('corpora: cose-wg-examples', () => {
  test('a COSE_Sign1 is right where the example says so, over the bytes that it says are signed', async () => {
    const figures = { right: 0, wrong: 0, external: 0 }
    for (const [file, example] of examples()) {
      const { fail = false, input, intermediates } = example
      if (input.sign0 === undefined || !isOurs(input.sign0)) continue
      const [protectedBytes, , payload, signature] = arrayOf(example) as Uint8Array[]
      const signed = signedBytes(protectedBytes!, payload!)
      const hasExternal = input.sign0.external !== undefined
      const isRight = !fail && !hasExternal
      const answers = await checkOnAll(jwkOf(input.sign0), signature!, signed)
      expect([file, ...answers]).toEqual([file, ...answers.map(() => isRight)])
      const stated = intermediates.ToBeSign_hex!.toLowerCase()
      // We have no external data, so what covers some is another structure and another signature.
      expect([file, toHex(signed) === stated]).toEqual([file, isRight])
      if (hasExternal) {
        const answersToAll = await checkOnAll(jwkOf(input.sign0), signature!, fromHex(stated))
        expect(answersToAll).toEqual(answers.map(() => true))
      }
      figures[hasExternal ? 'external' : isRight ? 'right' : 'wrong']++
    }
    console.log(
      `corpora: cose-wg-examples COSE_Sign1 with P-256 or Ed25519 ${JSON.stringify(figures)}`,
    )
    expect(figures.right).toBeGreaterThan(1)
  })

  test('every signer of a COSE_Sign is right over the bytes that the example says are signed', async () => {
    const answers: Answer[] = []
    for (const [, example] of examples()) {
      const { fail, input, intermediates } = example
      if (input.sign === undefined || fail === true) continue
      const signatures = arrayOf(example)[3] as readonly Uint8Array[][]
      for (const [i, signer] of input.sign.signers.entries()) {
        const message = intermediates.signers?.[i]?.ToBeSign_hex
        const signature = signatures[i]?.[2]
        if (message === undefined || signature?.length !== 64 || !isOurs(signer)) continue
        answers.push(...(await checkOnAll(jwkOf(signer), signature, fromHex(message))))
      }
    }
    console.log(
      `corpora: cose-wg-examples COSE_Sign ${answers.length / 3} signers, on all backends`,
    )
    expect(answers.length).toBeGreaterThan(3)
    expect(new Set(answers)).toEqual(new Set([true]))
  })

  test('no example is a code: each has a tag, an unprotected header, a kid or claims that ours have not', () => {
    const codes: Record<string, number> = {}
    for (const [, { output }] of examples()) {
      const code = refusal(() => decodeText(prefix + encodeBase45(fromHex(output.cbor)))) ?? 'read'
      codes[code] = (codes[code] ?? 0) + 1
    }
    console.log(`corpora: cose-wg-examples as codes ${JSON.stringify(codes)}`)
    expect(codes['read']).toBeUndefined()
  })
})
