/** Damages codes of other formats at every layer: text, bytes, compressed stream, CBOR or JSON below the signature. */
import { concat, utf8 } from '../encoding/bytes.ts'
import type { CodeSeed } from './code-seeds.ts'
import { layersOf, type Layer } from './code-layers.ts'
import { fromHex } from './corpora.ts'
import { below, hostileCbor, hostileJson, mutateBytes, pick, type Random } from './mutate-bytes.ts'

/** Texts made of a seed, and where it was damaged. */
export interface Mutant {
  readonly where: string
  readonly texts: readonly string[]
}

/** A mutant of one seed; another may lend a piece. */
export function mutateCode(seed: CodeSeed, other: CodeSeed, random: Random): Mutant {
  const at = below(random, seed.texts.length)
  const text = seed.texts[at] as string
  const layers = layersOf(seed.format, text)
  const put = (where: string, changed: string): Mutant => ({
    where: `${seed.format} ${where}`,
    texts: seed.texts.map((one, i) => (i === at ? changed : one)),
  })
  const choice = random()
  if (choice < 0.08) return put('spliced', spliced(text, pick(random, other.texts), random))
  if (choice < 0.12) return { where: `${seed.format} parts`, texts: shuffled(seed, other, random) }
  if (choice < 0.17) return put('characters', withCharacter(text, random))
  const layer = pick(random, layers)
  return put(layer.kind, layer.back(changedLayer(layer, random)))
}

function spliced(text: string, other: string, random: Random): string {
  return text.slice(0, below(random, text.length)) + other.slice(below(random, other.length))
}

/** Parts lost, doubled, in another order, or among those of another code. */
function shuffled(seed: CodeSeed, other: CodeSeed, random: Random): readonly string[] {
  const parts = [...seed.texts, ...other.texts, ...seed.texts]
  return Array.from({ length: 1 + below(random, parts.length) }, () => pick(random, parts))
}

const characters = [
  '\0',
  ' ',
  '\n',
  '=',
  '%',
  '/',
  ':',
  '\u0131',
  '水',
  '\ud800',
  '\u{1f600}',
  '0',
  'z',
]

function withCharacter(text: string, random: Random): string {
  const at = below(random, text.length)
  return text.slice(0, at) + pick(random, characters) + text.slice(at + below(random, 3))
}

function changedLayer({ kind, bytes }: Layer, random: Random): Uint8Array {
  if (random() < 0.4) return mutateBytes(bytes, random)
  if (kind === 'cbor') return withHostile(bytes, random)
  if (kind === 'json') return withHostileJson(new TextDecoder().decode(bytes), random)
  return mutateBytes(bytes, random)
}

/** Puts an encoded item where another begins, or anywhere, and takes as many bytes away as it likes. */
function withHostile(bytes: Uint8Array, random: Random): Uint8Array {
  const at = below(random, bytes.length)
  const item = fromHex(pick(random, hostileCbor))
  const rest = bytes.subarray(at + below(random, 6))
  if (random() < 0.5) return concat([bytes.subarray(0, at), item, rest])
  return inEnvelope(item, random)
}

/** An envelope that holds, and whose claims are nothing but the item, or hold it under a label that is read. */
function inEnvelope(item: Uint8Array, random: Random): Uint8Array {
  const label = pick(random, [
    '01',
    '04',
    '05',
    '06',
    '07',
    '390103',
    '18a9',
    '627663',
    '6468636964',
  ])
  const claims = random() < 0.3 ? item : concat([fromHex(`a1${label}`), item])
  const length = Uint8Array.of(0x59, claims.length >> 8, claims.length & 255)
  const header = pick(random, [
    '43a10126',
    '43a10127',
    '40',
    '41a0',
    '4aa201260445' + '6b65792d31',
    '45a1012618',
  ])
  const unprotected = pick(random, ['a0', 'a10441aa', 'a1044100', 'bfff', 'a20126012' + '6'])
  const signature = pick(random, ['40', `5840${'00'.repeat(64)}`, `5840${'ff'.repeat(64)}`])
  const tag = pick(random, ['d2', '', 'd83dd2', 'd0', 'd860', 'd862', 'd9d9f7d2', 'd812'])
  const hex = `${tag}84${header}${unprotected}`
  return concat([fromHex(hex), length, claims, fromHex(signature)])
}

/** Puts JSON in the place of a value that stands behind a colon, or doubles a member. */
function withHostileJson(text: string, random: Random): Uint8Array {
  const values = [...text.matchAll(/"([^"\\]{1,40})":("[^"\\]*"|-?[\d.]+|true|false|null)/g)]
  const one = values.length === 0 ? undefined : pick(random, values)
  if (one === undefined) return mutateBytes(utf8(text), random)
  const [whole, name = ''] = one
  const hostile = `"${name}":${pick(random, hostileJson)}`
  const changed = random() < 0.3 ? `${hostile},${whole}` : hostile
  return utf8(text.slice(0, one.index) + changed + text.slice(one.index + whole.length))
}
