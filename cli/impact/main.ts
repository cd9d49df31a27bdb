/** What a change of rules would do to people: counted on all cores, apart from any command. */
export { compileBoth } from './compile-set.ts'
export { startCount } from './count.ts'

export { measureImpact, type Measurement } from './measure.ts'

export { readSubject, type Subject } from './person.ts'
