/** The people of a batch: how their file is written, cut and read. */
export type { BatchPerson, PeopleTerms } from './batch-person.ts'
export { cutPeople, type CutPeople } from './cut-people.ts'
export { peopleFormOf } from './people-form.ts'
export { peopleReader, type PeopleReader, type ReadPerson } from './read-people.ts'
export { countFilled, countLines, maxRecordBytes, recordEnd } from './record-end.ts'
