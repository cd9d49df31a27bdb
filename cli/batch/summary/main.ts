/** What a batch came to: counted in parts, added up, told on a terminal and on a page. */
export { addTally, emptyTally, personCounter, type BatchTally } from './tally.ts'
export { summaryOf, type BatchSummary } from './summary.ts'
export { summaryTable } from './summary-table.ts'
