/** Counts what the text in the editor would do to people, and tells as it goes; who stops listening stops the count. */
import { availableParallelism } from 'node:os'
import type { Population } from '../impact/job.ts'
import { measureImpact } from '../impact/measure.ts'
import { OperatorError } from '../operator-error.ts'
import { compileFile, readCompiled } from '../rules/compiled-file.ts'
import { measuredSet } from '../rules/measured-set.ts'
import { lookAround, takeRuleSet } from '../rules/rule-set-file.ts'
import type { Desk } from './desk.ts'
import { Refused } from './refused.ts'
import { populations } from './scan-desk.ts'
import type { ImpactNews, ImpactQuestion } from './studio-api.ts'

/** One core is left for whoever goes on writing. */
const workers = Math.max(1, availableParallelism() - 1)
/** Of each change. */
const examples = 5

/** Counts. Refusals are news too: by then the answer has begun. */
export async function countImpact(
  desk: Desk,
  question: ImpactQuestion,
  tell: (news: ImpactNews) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const b = await compileFile(
      takeRuleSet(await desk.folder.fileAt(question.path), question.text),
      desk.around,
    )
    const { types: factTypes, facts } = b.around
    // Both are judged over the same facts: a version elsewhere may have others beside it.
    const around = lookAround({ ...desk.options, facts })
    const a = await readCompiled(await desk.folder.fileAt(question.before), around)
    const impact = await measureImpact({
      a: await measuredSet(a),
      b: await measuredSet(b),
      factTypes,
      now: undefined,
      population: await populationOf(desk, question.population),
      examples,
      seed: question.population.kind === 'synthetic' ? question.population.seed : 1,
      withFacts: false,
      workers,
      onProgress: (progress) => {
        tell({ is: 'progress', ...progress })
      },
      signal,
    })
    tell({ is: 'impact', impact })
  } catch (error) {
    if (signal.aborted && error === signal.reason) return
    if (error instanceof Refused) tell({ is: 'refused', ...error.in(desk.language) })
    else if (error instanceof OperatorError)
      tell({ is: 'refused', error: desk.folder.shown(error.message) })
    else throw error
  }
}

async function populationOf(
  desk: Desk,
  population: ImpactQuestion['population'],
): Promise<Population> {
  if (population.kind === 'synthetic') return population
  if (!populations.test(population.path)) {
    throw new Refused(422, '人口文件应为 .jsonl 或 .ndjson', 'a population is a .jsonl or .ndjson')
  }
  return { kind: 'file', path: await desk.folder.fileAt(population.path) }
}
