/** Adds up, over the receipts of any number of stations, what the next version would have decided. */
import type { DecidedBy, Receipt, ShadowCount } from 'greengate'

/** From how to how, and how often. */
export interface Change {
  readonly decided: DecidedBy
  readonly foretold: DecidedBy
  readonly count: number
}

/** What came of one version asked beside another. */
export interface PairSum {
  readonly ruleSet: ShadowCount['ruleSet']
  readonly next: ShadowCount['next']
  /** Receipts of decisions under `ruleSet`, counted or not, of the stations that counted. */
  readonly receipts: number
  readonly counted: number
  readonly same: number
  /** Of another outcome. */
  readonly otherwise: number
  /** Of the same outcome, by other rules or reasons. */
  readonly byOthers: number
  readonly stations: readonly string[]
  /** The most frequent first; those that stay the same are not in it. */
  readonly changes: readonly Change[]
}

/** Takes receipts in, and says what they add up to. */
export interface Summing {
  add(receipt: Receipt): void
  /** By set, then by version. */
  sums(): readonly PairSum[]
}

interface Held {
  readonly ruleSet: ShadowCount['ruleSet']
  readonly next: ShadowCount['next']
  readonly stations: Set<string>
  readonly cells: Map<string, Cell>
}

interface Cell {
  readonly change: Omit<Change, 'count'>
  count: number
}

/** Begins at nothing. */
export function startSumming(): Summing {
  const pairs = new Map<string, Held>()
  /** By digest of the version, then by station. */
  const receipts = new Map<string, Map<string, number>>()
  return {
    add({ station, basis, shadow = [] }) {
      const sha256 = basis.ruleSet?.sha256
      if (sha256 !== undefined) {
        const by = receipts.get(sha256) ?? new Map<string, number>()
        receipts.set(sha256, by.set(station, (by.get(station) ?? 0) + 1))
      }
      for (const count of shadow) addCount(pairs, station, count)
    },
    sums: () =>
      [...pairs.values()]
        .map((held) => sumOf(held, receipts.get(held.ruleSet.sha256)))
        .sort(
          (a, b) =>
            a.ruleSet.id.localeCompare(b.ruleSet.id, 'en') ||
            a.ruleSet.version - b.ruleSet.version ||
            a.next.version - b.next.version,
        ),
  }
}

function addCount(pairs: Map<string, Held>, station: string, count: ShadowCount): void {
  const { ruleSet, next, decided, foretold } = count
  const key = `${ruleSet.id} ${ruleSet.sha256} ${next.sha256}`
  const held: Held = pairs.get(key) ?? { ruleSet, next, stations: new Set(), cells: new Map() }
  pairs.set(key, held)
  held.stations.add(station)
  for (const { count: more, ...by } of foretold) {
    const cellKey = JSON.stringify([decided, by])
    const cell: Cell = held.cells.get(cellKey) ?? { change: { decided, foretold: by }, count: 0 }
    cell.count += more
    held.cells.set(cellKey, cell)
  }
}

function sumOf(
  { ruleSet, next, stations, cells }: Held,
  receipts: ReadonlyMap<string, number> | undefined,
): PairSum {
  const all = [...cells.values()].map(({ change, count }) => ({ ...change, count }))
  const kinds = { same: 0, otherwise: 0, byOthers: 0 }
  for (const change of all) kinds[kindOf(change)] += change.count
  const changes = all.filter((change) => kindOf(change) !== 'same')
  const names = [...stations].sort()
  return {
    ruleSet,
    next,
    receipts: names.reduce((sum, name) => sum + (receipts?.get(name) ?? 0), 0),
    counted: kinds.same + kinds.otherwise + kinds.byOthers,
    ...kinds,
    stations: names,
    changes: changes.sort((a, b) => b.count - a.count || (textOf(a) < textOf(b) ? -1 : 1)),
  }
}

function kindOf({ decided, foretold }: Change): 'same' | 'otherwise' | 'byOthers' {
  if (decided.outcome !== foretold.outcome) return 'otherwise'
  return textOf({ decided, foretold: decided }) === textOf({ decided, foretold })
    ? 'same'
    : 'byOthers'
}

function textOf({ decided, foretold }: Omit<Change, 'count'>): string {
  const parts = [decided, foretold].map(({ outcome, rules, reasons }) => [outcome, rules, reasons])
  return JSON.stringify(parts)
}
