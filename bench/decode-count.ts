/** Counts what a decoder read of camera-like frames, rightly and wrongly, and how long it took. */
import { faults, seeds, type Fault } from './camera/frames.ts'

/** What one decoder read. */
export const startCount = () => {
  const read = new Map<number, number>()
  const byFault = new Map<Fault, number>()
  const took: number[] = []
  let wrong = 0
  const count = <K>(of: Map<K, number>, key: K) => of.set(key, (of.get(key) ?? 0) + 1)
  return {
    add(
      seed: number,
      fault: Fault,
      ms: number,
      codes: readonly { readonly text: string }[],
      text: string,
    ) {
      took.push(ms)
      if (codes.some((code) => code.text !== text)) wrong++
      if (!codes.some((code) => code.text === text)) return
      count(read, seed)
      if (seed === seeds.kept) count(byFault, fault)
    },
    right: (seed: number) => read.get(seed) ?? 0,
    cells: (each: number): readonly string[] => [
      `${read.get(seeds.kept) ?? 0} of ${each * faults.length}`,
      `${read.get(seeds.tuning) ?? 0} of ${each * faults.length}`,
      ...faults.map((fault) => String(byFault.get(fault) ?? 0)),
      String(wrong),
      took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]?.toFixed(1) ?? '',
    ],
  }
}
