/** Gives every property test of a run one seed, printed by the runner and repeatable by `GREENGATE_SEED=n`. */
import fc from 'fast-check'

fc.configureGlobal({
  seed: Number(process.env['GREENGATE_SEED'] ?? 20_200_211),
  endOnFailure: true,
})
