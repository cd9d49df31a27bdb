/** Synthetic people for tests and benchmarks: seeded, streaming, each of them apart. */
export { forcingOf, type Boundary, type Forcing, type Stand, type Unit } from './boundary.ts'
export { marginals } from './marginals.ts'
export { faultClasses, isFaulty, type Fault, type FaultClass } from './person.ts'
export type { FaultyPerson, Person } from './person.ts'
export { standardBoundaries } from './standard-boundaries.ts'
export { people, personAt, type PeopleOptions } from './synthetic-people.ts'
