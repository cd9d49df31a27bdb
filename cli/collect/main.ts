/** What others take of the collector: whole ones, for tests and trials of what sends to it. */
export { startCollector, type Collector, type CollectorOptions } from './start-collector.ts'
export { importStick, type Imported } from './import-stick.ts'
export { openCollection } from './open-collection.ts'
export { readStatus, type StationStatus } from './read-status.ts'
export { readStationKeys } from './station-keys.ts'
export { receiptSigner } from './sign-receipt.ts'
export { openJournal as openCollectedJournal } from '../journal/journal-segments.ts'
export { verifyJournal, type SegmentReport } from '../journal/verify-journal.ts'
