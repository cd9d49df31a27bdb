/** Synthetic people for tests and benchmarks: seeded, streaming, each of them apart. */
export { forcingOf, type Boundary } from './boundary.ts'

export { faultClasses, isFaulty } from './person.ts'
export type { Person } from './person.ts'
export { standardBoundaries } from './standard-boundaries.ts'
export { people, personAt } from './synthetic-people.ts'
