/** What a batch is called in NATS, and the measures that it keeps there (docs/batch.md, "On several machines"). */

/** The stream of parts: a work queue. */
export const streamOf = (job: string): string => `${streamPrefix}${job}`
export const streamPrefix = 'GREENGATE_BATCH_'

/** What its parts are published to, with the numbers of shard and part behind it. */
export const partsOf = (job: string): string => `greengate.batch.${job}.part`

/** The bucket of results, and the stream that it is kept in. */
export const bucketOf = (job: string): string => `greengate-batch-${job}`
export const bucketStreamOf = (job: string): string => `KV_${bucketOf(job)}`

/** The subject of a key of the bucket. */
export const keySubject = (job: string, key: string): string => `$KV.${bucketOf(job)}.${key}`

/** Keys that are no results: those have three words. */
export const jobKey = 'job'
export const leadKey = 'lead'

/** The consumer that all workers share. */
export const workersName = 'workers'

/** Whom a signature is asked of. */
export const signSubject = (kid: string): string => `greengate.sign.${kid}`

/** Headers of a part. */
export const startHeader = 'Greengate-Start'
export const indexesHeader = 'Greengate-Status-Indexes'
/** How many bytes of the message are the part; behind them are the lines of an earlier batch. */
export const lengthHeader = 'Greengate-Length'
export const rejectedHeader = 'Greengate-Earlier-Rejected'
/** Of a signer that refuses. */
export const refusedHeader = 'Greengate-Refused'
/** Beside it, where what was to be signed is itself what no signer of that kind signs. */
export const neverHeader = 'Greengate-Never'
/** How often a part is given out that a signer never signs: of several signers another may be set up otherwise. */
export const mostRefusals = 4

/** Longest message, its headers with it. */
export const messageBytes = 524_288
/** What of it a result may take. */
export const pieceBytes = 491_520
/** How long the server knows a message that it was given again. */
export const duplicateWindowMs = 120_000
/** How long a worker may say nothing of a part before another one gets it; it says so three times in that time. */
export const ackWaitMs = 30_000
/** After how many such times a part without a result is looked for, and published again where it is gone. */
export const lateWaits = 3
/** Shards that are under way at once: some 250 parts. */
export const aheadShards = 6
/** How long a server that is lost is waited for. */
export const patienceMs = 30_000
/** How long one answer of JetStream is waited for before it is asked again. */
export const askMs = 3_000
/** How long a pull lasts: after it, whatever became of the server, there is another. */
export const pullMs = 2_000
