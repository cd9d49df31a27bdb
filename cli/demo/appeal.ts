/** What an appeal needs of the demo: slips and receipts of a gate, a code of a colour with its opening, and a journal. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  acceptBundle,
  appendCheckpoint,
  appendReceipt,
  openSealer,
  pinRoot,
  startSegment,
  verify,
  type Decision,
} from 'greengate'
import {
  canonicalJson,
  generateSealingKey,
  issue,
  jwkSigner,
  publicJwk,
  publicSealingKey,
  type PrivateJwk,
} from 'greengate/issue'
import { decidingRule } from '../../kiosk/station/presentations/shown-decision.ts'
import { withCheckDigit } from '../../kiosk/station/presentations/appeal-number.ts'
import { slipParts, wrap } from '../../kiosk/station/devices/printer/slip-lines.ts'
import { writeWhole } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { commitTo } from '../issue/commit-option.ts'
import type { DemoKeys } from './keys.ts'
import { healthAt } from './health.ts'
import { ruleSetId } from './rule-sets.ts'

/** What the demo has made so far. */
export interface AppealGround {
  readonly folder: string
  readonly now: Date
  readonly rootBytes: Uint8Array
  readonly bundleBytes: Uint8Array
  readonly keys: DemoKeys
  /** Of the demo's station. */
  readonly signingKey: PrivateJwk
  /** The code of facts that is refused. */
  readonly refused: string
  readonly random: (length: number) => Uint8Array
}

const station = 'demo'
const lane = '1'
/** Characters of a line on paper of 58 mm. */
const columns = 32
const offsetMinutes = 480
const sealedDays = 14
const dayMs = 86_400_000

/**
 * Writes `appeal/`: `slip.txt` and `receipt.json` of somebody whose code states facts; `colour-…` of somebody whose code
 * carries a colour alone, with code and opening; and the journal that both receipts stand in, with its keys.
 */
export async function writeAppeal(ground: AppealGround): Promise<void> {
  const { folder, now, random, keys, refused } = ground
  const place = join(folder, 'appeal')
  const journal = join(place, 'journal')
  await mkdir(journal, { recursive: true, mode: 0o700 })
  const bundle = await acceptBundle(
    await pinRoot(ground.rootBytes, { worlds: ['demo'] }),
    ground.bundleBytes,
    now,
  )
  const coloured = await colouredCode(now, keys, random)
  await writeWhole(join(place, 'colour-code.txt'), `${coloured.text}\n`)
  await writeWhole(join(place, 'colour-opening.json'), `${JSON.stringify(coloured.opening)}\n`)

  const operator = await generateSealingKey()
  await writeWhole(join(place, 'operator.jwk'), `${JSON.stringify(operator)}\n`, { mode: 0o600 })
  await writeWhole(join(place, 'station.jwk'), `${JSON.stringify(publicJwk(ground.signingKey))}\n`)
  const signer = await jwkSigner(ground.signingKey)
  const sealer = await openSealer(publicSealingKey(operator), random(32))
  const at = instantText(now)
  const id = `${station}-00000001-${Buffer.from(random(4)).toString('hex')}`
  const begun = await startSegment(id, {
    ...{ at, station, software: 'greengate-demo', previous: null, signer, sealer },
  })
  const parts = [begun.bytes]
  let { state } = begun
  for (const [name, text] of [
    ['', refused],
    ['colour-', coloured.text],
  ] as const) {
    const context = { ruleSet: ruleSetId, station, lane, seenBefore: 'no' } as const
    const decision = await verify(text, { bundle, now, context })
    const appeal = withCheckDigit(numberOf(random(4)))
    const sealed = canonicalJson({ format: 'greengate-sealed-1', texts: [text] })
    const deleteAfter = instantText(new Date(now.getTime() + sealedDays * dayMs))
    const secret = { sealer, plaintext: new TextEncoder().encode(sealed), deleteAfter }
    const subject = Buffer.from(random(16)).toString('base64url')
    const made = await appendReceipt(state, decision, { station, lane, subject, appeal, secret })
    parts.push(made.bytes)
    state = made.state
    await writeWhole(join(place, `${name}slip.txt`), slipText(decision, appeal))
    await writeWhole(join(place, `${name}receipt.json`), `${canonicalJson(made.value)}\n`)
  }
  parts.push((await appendCheckpoint(state, { at, station, signer, closed: true })).bytes)
  await writeWhole(join(journal, `${id}.receipts`), Buffer.concat(parts))
}

/** Somebody assessed three hours ago: a close contact, of which the code itself says nothing. */
async function colouredCode(
  now: Date,
  keys: DemoKeys,
  random: (length: number) => Uint8Array,
): Promise<{ readonly text: string; readonly opening: object }> {
  const { dayAgo, fact, test, stated, assessed } = healthAt(now)
  const contact = fact('contact', { at: dayAgo(3), closeness: 'close' })
  const { facts, covers } = stated('许*', '7746', test(20), contact)
  const claims = assessed('许*', '7746', 1, { outcome: 'stop', version: 2, rule: 7 })
  const committed = await commitTo({
    ...claims,
    ...(facts && { facts }),
    ...(covers && { covers }),
  })
  const text = await issue(committed.claims, {
    signer: await jwkSigner(keys.issuers.city),
    cti: new Uint8Array(random(8)),
    commitment: committed.commitment,
  })
  return { text, opening: committed.opening }
}

/** Nine digits. */
function numberOf(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum * 256 + byte) % 1_000_000_000, 0)
  return String(number).padStart(9, '0')
}

/** As the station's printer breaks it, without its QR code. */
function slipText(decision: Decision, appeal: string): string {
  const { outcome, reasons, basis } = decision
  const slip = {
    ...{ appeal, at: basis.now, station, lane, outcome, reasons, rule: decidingRule(decision) },
    purpose: { zh: '演示', en: 'Demonstration' },
  }
  const lines = slipParts(slip, offsetMinutes).flatMap((part) => {
    if (part.part === 'rule') return ['-'.repeat(columns)]
    return part.part === 'text' ? wrap(part.text, columns) : []
  })
  return `${lines.join('\n')}\n`
}
