/** Every line that the issues marked [torture], and the trials that try it. */

/** A line of an issue. */
export interface Asked {
  readonly issue: number
  /** In short, with its counts. */
  readonly line: string
  /** Names of trials: all of them must be whole and lose nothing. */
  readonly trials: readonly string[]
}

// prettier-ignore
export const asked: readonly Asked[] = [
  { issue: 3, line: '1,000,000 people × 14 versions against an independent oracle: 0 wrong, no needless check; each rule fires at least 1,000 times, each threshold at -1, 0 and +1, all pairs of rules', trials: ['people'] },
  { issue: 3, line: 'the same with injected faults: rate of right outcomes before and after correction', trials: ['faults'] },
  { issue: 3, line: 'holdsUntil equals the true next flip, by brute force to the second, in at least 99 % of 10,000 decisions, and is never late', trials: ['holdsUntil'] },
  { issue: 5, line: 'removing any single check of the client makes at least one test fail', trials: ['deleted checks'] },
  { issue: 5, line: '100,000 seeded mutants of good bundles, at least half signed again with valid keys, every ERR_BUNDLE_ code at least 100 times: none accepted, none crashes, what is in force stays', trials: ['bundles'] },
  { issue: 5, line: 'a crash at every write, fsync and rename of the update: the store opens old or new, whole', trials: ['power cuts'] },
  { issue: 5, line: '500 random kill -9 during the update: the store opens old or new, whole', trials: ['store'] },
  { issue: 6, line: '1,000,000 mutated texts of other people\'s codes: no crash, no hang, no forged acceptance, each within 50 ms and 16 MB', trials: ['foreign codes'] },
  { issue: 6, line: 'zip bombs, deep CBOR, 10 MB inputs, giant integers: within 50 ms and 16 MB', trials: ['costly texts'] },
  { issue: 8, line: '200 kills in 20,000 scans: no acknowledged receipt lost, none doubled, the lane closed each time', trials: ['station', 'journal'] },
  { issue: 8, line: 'the disk full', trials: ['full disk', 'mishaps'] },
  { issue: 8, line: 'clock jumps', trials: ['mishaps'] },
  { issue: 8, line: 'an hour of garbage at full rate on every line, pressed together', trials: ['garbage', 'scanner noise'] },
  { issue: 8, line: 'the scans of 8 hours in 15 minutes: memory flat', trials: ['soak'] },
  { issue: 8, line: '100,000 fuzzed streams of the SDT reader: never a wrong person, never a hang', trials: ['sdt'] },
  { issue: 9, line: 'kill -9 of the desk under load: no half-issued code, no lost fact', trials: ['desk'] },
  { issue: 11, line: 'three nats-servers, 3 replicas: 20 seeded kill -9 of a server and a worker in mid-run: every person exactly once', trials: ['batch'] },
  { issue: 11, line: 'a collector: 100 stations × 10,000 receipts with drops, duplicates, reorder and restarts: each once, chains verified, rate told', trials: ['fleet', 'collect'] },
  { issue: 11, line: 'an emergency entry reaches 1,000 simulated stations in less than 2 s over NATS', trials: ['pushed'] },
  { issue: 12, line: 'ten clean runs of npm test in fresh clones, each at most 12 minutes', trials: ['suite'] },
]
