/** About how many seconds each whole trial takes on two quiet cores. */

// prettier-ignore
export const durations: Readonly<Record<string, number>> = {
  'flipped bit': 45, 'any text': 90, 'foreign codes': 400, 'costly texts': 20,
  people: 150, faults: 40, holdsUntil: 70, mutants: 1_800, 'deleted checks': 300, 'population rows': 20, runtimes: 180,
  bundles: 300, 'power cuts': 15, store: 150,
  sdt: 10, 'scanner noise': 10, journal: 150, 'full disk': 60, station: 900, garbage: 300, mishaps: 330, soak: 920,
  desk: 480, batch: 240, collect: 180, fleet: 600, pushed: 90,
  suite: 7_000,
}
