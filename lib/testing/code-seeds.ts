/** Genuine codes of every other format, with who is believed of them: what trials of damaged codes start from. */
import { existsSync, readFileSync } from 'node:fs'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import { pinRoot } from '../bundle/pin-root.ts'
import type { FormatName } from '../decision.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { allFormats } from '../formats/all-formats.ts'
import type { CodeFormat, OtherCredential, Proof } from '../formats/format.ts'
import type { Authorities } from '../trust/authorities.ts'
import { statedAuthorities, type StatedTrust } from '../trust/stated-authorities.ts'
import { fromHex, hasCorpora, listCorpus, readCorpus } from './corpora.ts'
import { foreignCases } from './foreign-cases.ts'

/** A genuine code. */
export interface CodeSeed {
  readonly format: FormatName
  readonly texts: readonly string[]
  readonly authorities: Authorities
  /** What its signature covers, base64url. */
  readonly signed: string
}

/** What a code's signature covers, as seeds state it. */
export function signedOf({ signed }: OtherCredential): string {
  return encodeBase64url(signed)
}

const vectors = new URL('../../test-vectors/', import.meta.url)
/** Of so many certificates of one kind a few tell as much. */
const every = 12

/** The format that a text is taken for. */
function formatOfText(text: string): CodeFormat | undefined {
  return allFormats.find(({ recognises }) => recognises(text))
}

/** What becomes of texts: those decoded, with their proofs. */
export async function proveTexts(
  texts: readonly string[],
  authorities: Authorities,
): Promise<readonly { readonly credential: OtherCredential; readonly proof: Proof }[]> {
  const format = formatOfText(texts[0] ?? '')
  const proven: { credential: OtherCredential; proof: Proof }[] = []
  for (const credential of format?.decode(texts) ?? []) {
    if ('state' in credential || format === undefined) continue
    proven.push({ credential, proof: await format.prove(credential, authorities) })
  }
  return proven
}

/** All of them; those of the test data where it is here. */
export async function codeSeeds(): Promise<readonly CodeSeed[]> {
  const found = [...(await vectorTexts()), ...(hasCorpora ? await corpusTexts() : [])]
  const seeds: CodeSeed[] = []
  for (const { texts, authorities } of found) {
    const [first, ...more] = await proveTexts(texts, authorities)
    if (first?.proof.state !== 'genuine' || more.length > 0) continue
    const { credential } = first
    seeds.push({ format: credential.format, texts, authorities, signed: signedOf(credential) })
  }
  return seeds
}

type Found = Pick<CodeSeed, 'texts' | 'authorities'>

interface VectorFile {
  readonly groups: readonly {
    readonly given: { readonly root: string; readonly bundle: string; readonly acceptedAt: string }
    readonly cases: readonly { readonly text?: string; readonly texts?: readonly string[] }[]
  }[]
}

const bundleBytes = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`bundle/${name}`, vectors)))

async function vectorTexts(): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const name of ['hcert', 'shc', 'nzcp', 'vds-nc', 'claim169']) {
    const url = new URL(`verify/${name}.json`, vectors)
    if (!existsSync(url)) continue
    const { groups } = JSON.parse(readFileSync(url, 'utf8')) as VectorFile
    for (const { given, cases } of groups) {
      const pinned = await pinRoot(bundleBytes(given.root), { worlds: ['test'] })
      const clock = new Date(given.acceptedAt)
      const { trust } = await acceptBundle(pinned, bundleBytes(given.bundle), clock)
      if (trust === undefined) continue
      for (const { text, texts = text === undefined ? [] : [text] } of cases) {
        found.push({ texts, authorities: trust.authorities })
      }
    }
  }
  return found
}

interface Identity {
  readonly qr_data: string
  readonly signing_key?: { readonly public_key_hex: string }
}

async function corpusTexts(): Promise<readonly Found[]> {
  const good = foreignCases().filter(({ expected }) => expected.signature === 'valid')
  const some = good.filter(({ corpus }, i) => corpus !== 'eu-dgc-testdata' || i % every === 0)
  const stated: { texts: readonly string[]; trust: StatedTrust }[] = some.map(
    ({ texts, trust }) => ({ texts, trust }),
  )
  for (const file of listCorpus('claim169/vectors')) {
    const { qr_data, signing_key } = readCorpus(`claim169/vectors/${file}`) as Identity
    const x = signing_key === undefined ? undefined : fromHex(signing_key.public_key_hex)
    if (x?.length !== 32) continue
    const keys = [{ kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(x) }]
    stated.push({ texts: [qr_data], trust: { jwks: { keys } } })
  }
  const found: Found[] = []
  for (const { texts, trust } of stated) {
    found.push({ texts, authorities: await statedAuthorities(trust) })
  }
  return found
}
