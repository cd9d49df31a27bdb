/** Takes a rule set as its author keeps it for one whose impact is measured. */
import type { MeasuredSet } from '../impact/measure.ts'
import { withCases } from './cases-file.ts'
import type { CompiledFile } from './compiled-file.ts'

/** With its bases, and under the digest that `rules build` gives it. */
export async function measuredSet({ file: { path }, around }: CompiledFile): Promise<MeasuredSet> {
  return { name: path, value: await withCases(around.value, path), bases: around.chain }
}
