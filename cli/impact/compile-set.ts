/** Compiles the sets that an impact compares: in the command to refuse them early, in each worker to run them. */
import { compileRuleSet, type CompiledRuleSet } from 'greengate/rules'
import type { Job, SetSource } from './job.ts'

/** Both sets over the same fact types. */
export function compileBoth({ a, b, factTypes }: Pick<Job, 'a' | 'b' | 'factTypes'>): {
  readonly a: CompiledRuleSet
  readonly b: CompiledRuleSet
} {
  const compile = ({ value, bases }: SetSource): CompiledRuleSet =>
    compileRuleSet(value, factTypes, (id, version) =>
      bases.find((base) => base.id === id && base.version === version),
    )
  return { a: compile(a), b: compile(b) }
}
