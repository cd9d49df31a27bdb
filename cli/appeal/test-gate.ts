/** A real station for the tests of appeals: the demo's people before it, the slips it would print, the journal it left, and a folder to bring things in. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Receipt } from 'greengate'
import { generateSealingKey, publicSealingKey } from 'greengate/issue'
import { slipParts, wrap } from '../../kiosk/station/devices/printer/slip-lines.ts'
import { decidingRule } from '../../kiosk/station/presentations/shown-decision.ts'
import { testWorld, type TestWorld } from '../../kiosk/station/test-station.ts'
import { scratch } from '../test-process.ts'

/** Somebody whom the gate did not let pass. */
export interface Refused {
  readonly id: string
  readonly receipt: Receipt
  readonly slip: string
  readonly code: string
}

/** What the gate left behind. */
export interface GateOfTest extends AsyncDisposable {
  readonly world: TestWorld
  readonly refused: readonly Refused[]
  /** Cards that were placed without a code, by appeal number. */
  readonly byCard: readonly { readonly id: string; readonly appeal: string }[]
  readonly journal: string
  readonly operatorKey: string
  readonly stationKey: string
  /** What somebody of the demo was refused with. */
  refusalOf(id: string): Refused
  /** A path in a folder of one's own, and a file there. */
  at(name: string): string
  put(name: string, content: string | Uint8Array): string
}

/** The slip of a receipt, as the station prints it. */
export function slipOf(
  { appeal, at, station, lane, outcome, reasons }: Receipt,
  columns = 32,
): string {
  const purpose = { zh: '演示', en: 'Demonstration' }
  const rule = decidingRule({ outcome, reasons })
  const slip = { ...{ appeal: appeal ?? '', at, station, lane, outcome, reasons, rule }, purpose }
  return slipParts(slip, 480)
    .flatMap((part) => {
      if (part.part === 'rule') return ['-'.repeat(columns)]
      return part.part === 'text' ? wrap(part.text, columns) : []
    })
    .join('\n')
}

/** Everybody of the demo stands before it; then cards are placed that are refused. */
export async function openGateOfTest(): Promise<GateOfTest> {
  const world = await testWorld()
  const { demo } = world
  const operator = await generateSealingKey()
  const operatorKey = join(demo.folder, 'own-operator.jwk')
  writeFileSync(operatorKey, JSON.stringify(operator), { mode: 0o600 })
  const outcomes = ['check', 'stop', 'invalid'] as const
  const seal = {
    ...{ recipient: publicSealingKey(operator), days: 14, outcomes, what: 'both' as const },
  }
  const gate = await world.open({ seal })
  const shown: { id: string; appeal: string | null }[] = []
  for (const { id, text } of demo.people) {
    const { appeal } = await gate.station.present([text])
    shown.push({ id, appeal })
  }
  const byCard: { id: string; appeal: string }[] = []
  for (const { id, outcome } of demo.cards) {
    if (outcome === 'pass') continue
    world.elapsedMs += 10_000
    const next = gate.nextShown()
    gate.place(id)
    const { appeal } = await next
    // One that waits for a code has no number.
    if (appeal !== null) byCard.push({ id, appeal })
  }
  await gate.close()
  const receipts = await world.receipts(gate.folder)
  const refused = shown.flatMap(({ id, appeal }) => {
    const receipt = receipts.find((each) => each.appeal !== null && each.appeal === appeal)
    return receipt === undefined
      ? []
      : [{ id, receipt, slip: slipOf(receipt), code: world.codeOf(id) }]
  })
  const place = scratch()
  return {
    ...{ world, refused, byCard, operatorKey, journal: gate.folder },
    stationKey: join(demo.folder, 'appeal/station.jwk'),
    refusalOf: (id) => refused.find((each) => each.id === id) as Refused,
    at: (name) => place.at(name),
    put: (name, content) => {
      writeFileSync(place.at(name), content)
      return place.at(name)
    },
    [Symbol.asyncDispose]: async () => {
      await place[Symbol.asyncDispose]()
      await world.close()
    },
  }
}
