/** What a change of rules would do to people: counted on all cores, apart from any command. */
export { compileBoth } from './compile-set.ts'
export { startCount, type Count, type Question } from './count.ts'
export type { Impact } from './impact.ts'
export {
  measureImpact,
  type ImpactProgress,
  type MeasuredSet,
  type Measurement,
} from './measure.ts'
export type { Population, SetSource } from './job.ts'
export { readSubject, type Subject } from './person.ts'
