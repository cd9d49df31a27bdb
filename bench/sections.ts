/** The parts of the report: each with the head of its table, and how it was measured. */

/** A part of the report. */
export type SectionName =
  | 'codes'
  | 'foreign'
  | 'foreignPeers'
  | 'first'
  | 'rules'
  | 'memory'
  | 'certlogic'
  | 'impact'
  | 'batch'
  | 'batchStream'
  | 'desk'
  | 'deskGate'
  | 'rollout'
  | 'population'
  | 'weight'
  | 'acceptance'
  | 'decoding'
  | 'lane'
  | 'kiosk'
  | 'verifier'

interface Section {
  readonly title: string
  readonly head: readonly string[]
  readonly how: string
}

const ratioHead = [
  'what',
  'where',
  'ratio: median (95 % interval)',
  'at most',
  'rounds',
  'µs, ours / bare',
]

/** All of them, in the order of the report. */
export const sections: Readonly<Record<SectionName, Section>> = {
  codes: {
    title: 'Codes',
    head: ratioHead,
    how: `Our call and the bare check take turns in batches of 20 over the same codes, 160 codes a round, the order swapped from batch to batch. Every code is a fresh text that is
verified once and never again. The bare check is the signature alone, over the same bytes, under a key that was parsed before. The ratio is that of a round; the interval is the one
of the sign test. In Chromium the page is cross-origin isolated, so that its clock has a grain of 5 µs.`,
  },
  foreign: {
    title: "Others' codes",
    head: ratioHead.map((cell) => cell.replace('bare', 'floor')),
    how: `Ours is \`inspect\` with the format and a bundle that lists the key, as a gate asks before any rule: decoding with every bound and check of form, key, signature, window, key usage, and what the
code says as JSON, facts and a person. The floor is the least that can be put together by hand, without any check (bench/foreign-floors.ts): base45, base32 or digits by table, fflate into a kept buffer (the faster of it and node:zlib), cborg or
JSON.parse for envelope and payload, Sig_structure, and the signature under a key that was parsed before: \`node:crypto\` in Node, \`crypto.subtle\` in Chromium. Codes are made for it, as long as real ones (DCC and pass some 600 characters, a card's JWS some
760), each different and measured once by each side, in turn, in batches of 10.`,
  },
  foreignPeers: {
    title: "Others' libraries",
    head: [
      'library',
      'what of it',
      'its time by ours: median (95 % interval)',
      'at least',
      'rounds',
      'µs, ours / its',
    ],
    how: `Over the same codes, in turn with \`inspect\` in batches of 25. By the wall's clock. All of these load under Node 24.`,
  },
  first: {
    title: 'First verification after a start',
    head: ['code', 'ms: median (95 % interval)', 'slowest', 'at most', 'processes'],
    how: `A fresh process of Node imports the built library, accepts the bundle and calls \`warmUp\`; then the clock runs from the call of \`verify\` to its decision, \`pass\` under the bundle's rules. By the wall's clock.`,
  },
  rules: {
    title: 'Rules',
    head: ratioHead,
    how: `Version 14 of Hangzhou (27 rules of the province, one of the city) judges synthetic people, in turn with the same 28 rules written by hand (bench/hand-written.ts): plain functions over plain
objects, three-valued where the outcome needs it, shared questions asked once. Both have the facts in typed form, made before; both must agree on outcome, rules and whether
something is missing for every person, or nothing is reported. Ours finds beside that when the verdict changes; the hand-written one does not. In Chromium two batches of 80 make a round, so that its clock is fine enough.`,
  },
  memory: {
    title: 'Memory',
    head: ['what', 'heap after a tenth, MB', 'at the end, MB', 'grown by at most', 'µs each'],
    how: `Every evaluation makes the typed facts anew from a person's statement, judges them at another second, and lets go of them. The heap is what is in use after a full collection.`,
  },
  certlogic: {
    title: 'CertLogic',
    head: [
      'against',
      'rules',
      'its time by ours: geometric mean (95 % interval)',
      'at least',
      'least',
      'median',
      'most',
      'rounds',
    ],
    how: `The published rules of EU states over the payloads of their own tests. Every evaluation has an object that JSON.parse made for it alone, outside of what is timed; the value sets are parsed once, as
any verifier holds them. Nothing is kept from one evaluation to the next on any side, and every answer is compared with the published one. Rules take turns within a round and sides within a
rule; the geometric mean is that of a round over all rules. A rule's own ratio is its median over the rounds. In Chromium the same rounds run in a page.
In the row of country rules a set takes the place of a rule: \`judgeCountry\` over the whole set of a state, against certlogic-js evaluating those of its rules that are for the kind, one after the other. Ours looks for missing
fields, versions and windows too, and reckons when the verdict may change; both sides must agree on pass or not.`,
  },
  impact: {
    title: 'Impact',
    head: [
      'people',
      'workers',
      'ratio of the whole',
      'batch by batch: median (95 % interval)',
      'at most',
      's, impact / bare',
      'command, s',
      'its peak, MB',
    ],
    how: `Versions 13 and 14 of Hangzhou over synthetic people. Every worker makes a batch of 1,000 people as they would be read from a file, and then judges them twice, in turns: bare (typed facts, both
verdicts, all of them used) and as \`rules impact\` does (the same, and counted by state, region, age, rule and way, with examples kept). Making people is outside of both. The whole is the slowest
worker's sum. Beside it the built command over as many people, once, making them on the way, and the most memory that the system saw it take.`,
  },
  batch: {
    title: 'Batches',
    head: [
      'people',
      'workers',
      'ratio: median (95 % interval)',
      'at most',
      'rounds',
      's, ours / bare',
      'people/s',
      'MB, early / late',
    ],
    how: `The built command \`batch issue\` over a file of synthetic people (1,700 bytes a line; 45 % have five facts or more), from its start to the manifest: read and digested, parsed and checked, assessed,
each with the instant until which that holds, codes with an assessment signed by a key file, all files written and synced, read again and held against their digests. The bare sum is a process of as many
threads that reads the same file, and of each line JSON.parse, typed facts, one evaluation and one signature over 120 bytes, and keeps nothing. Both take turns, by the wall's clock. Memory is what the system
counts as resident: the most in the first and in the last quarter of the time.`,
  },
  batchStream: {
    title: 'Batches on JetStream',
    head: [
      'people',
      'ratio: median (95 % interval)',
      'at most',
      'rounds',
      's, JetStream / threads',
    ],
    how: `The same command with \`--nats\`, one nats-server that stores on the disk and two \`batch worker\` of one thread each, against two threads; all of it on one machine, so that server and coordinator take their time from the same cores. Both take turns, by the wall's clock, and what they write has the same digests.`,
  },
  desk: {
    title: 'Desk: a change of version',
    head: [
      'people',
      'touched',
      'turned',
      'times faster',
      'at least',
      'rounds',
      's, touched / everybody',
      'peak, MB',
    ],
    how: `A desk's store of synthetic people (some six facts each, no orders) under version 14 of Hangzhou; in every round the window of close contacts goes from 14 days to 21, or back. Touched: the rules of both versions are compared, people with facts
of the kinds that can matter are noted, everybody else is carried over, and the noted ones are assessed: facts read, both outcome and until when it holds found, standing and turn written, all durable. Everybody: the same desk assesses all of its people. After
both the store must say the same of everybody. People are made once and kept in artifacts/.`,
  },
  deskGate: {
    title: 'Desk: from a fact to the gate',
    // prettier-ignore
    head: ['facts', 'gate polls every, s', 'old code, s: p50 / p90 / p99 / max', 're-issued code, s', 'card, s', 'p99 at most, s'],
    how: `A desk of the demo over HTTP, with as many people as facts, all of whom pass by a live code and by card. Contacts are pushed one by one with the key of their source, at all times between two polls; a gate takes the
published folder with \`openBundle\` every two seconds and is shown, after each poll, the code from before, the newest code of the person's phone and the card. A fact's time goes from before the push to the gate's first answer that is not \`pass\`: \`invalid: revoked\`, \`stop\` by the rule, \`stop\`; anything else ends the benchmark. Desk, phones and gate share one process.`,
  },
  rollout: {
    title: 'Rollout: verifiers that poll',
    head: [
      'what',
      'verifiers',
      'requests a second: simulated / formula (ratio)',
      'in the worst second',
      'kB a second',
      'half have it after, s',
      '99 %, s',
      'all, s',
      'apart by at most',
    ],
    how: `An authority is founded and really publishes (bench/rollout/publications.ts): 14 versions of a rule set, a status list of 1,000,000 bits, a timestamp each hour, version 15, a patch of the list, an emergency entry. For every state that a verifier can be in, a real \`openBundle\` polls each of these folders over HTTP, and the server
counts requests and bytes, heads and bodies. With those costs every single poll of every verifier is simulated, each wait from \`lib/update\`'s own function; nothing is fitted. The interval is 300 s. The formulas are those of docs/publishing.md 9. The last row is no model: the same 200 verifiers once simulated and once as 200 real ones
that poll a real server, with a clock and chance that are handed to them; they must agree to the request. The worst of many seconds is itself a matter of chance, and may be apart by 10 %; where the server is too small the formula is the least that it takes.`,
  },
  population: {
    title: 'Population sets',
    head: [
      'not green',
      'people',
      'build, s; at most',
      "processor's s",
      'its peak, MB; at most',
      'not-green, bytes: by the fewest; at most',
      'covered, bytes: by the fewest; at most',
      'look-up, µs; at most',
      'of 1,000,000 outsiders pass; at most',
      'changed; patch, bytes: by the fewest; at most',
      'rows asked again; wrong',
      'one bit turned',
    ],
    how: `The built command \`greengate population build\` over a file of CSV with a made-up number, outcome and rule a row (not green: four classes, two thirds of one of them), and \`population delta\` over the file of an hour later, in which one in
ten thousand is otherwise. Build is from the start of the process to its end: reading, sorting, both sets, and the proof, which reads the file a second time and asks the sets, read back from disk, about every row. The fewest bits are those of the actual
input: log2 C(N, R) and the entropy of the classes, of all N for the patch, and 10 bits a person for \`covered\` (one in 1,024 outsiders). A look-up is the keyed hash of a number and the question to both sets, by the processor's time, 1,000 at a time, the median of 200 rounds;
outsiders are sound numbers that stand in no row. One bit of each set is turned, its check sum put right, and the same proof asked again. The targets are those of 65,000,000 people: with fewer, what every set has beside its bits weighs more.`,
  },
  weight: {
    title: 'Bundle: weight',
    head: [
      'what',
      'whole, kB',
      'update, kB',
      'times smaller',
      'at least',
      "of it the list's delta, kB",
    ],
    how: `The fixed scenario (bench/bundle-scenario.ts): a trust list of 800 keys, 15 rule sets of the vectors, one status list of 10,000,000 bits with 1 % revoked. The update is version 14 of the province and
1,000 newly revoked. The whole is \`bundle.ggb.gz\` as \`layOutBundle\` writes it; the update is every file of the same folder that a gate fetches for it: timestamp, snapshot, two members, each by gzip as the whole, and the delta of the list.
With many signers the prefixes of rule sets are delegated to 3,430: 30 by root, 400 by those, 3,000 by these.`,
  },
  acceptance: {
    title: 'Bundle: acceptance',
    head: [
      'what',
      'ratio without rule checks: median (95 % interval)',
      'at most',
      'rounds',
      'ms, ours / bare',
      'of ours rule checks, ms',
      'beside it inflating, ms',
      'memory at most, MB more',
    ],
    how: `\`acceptBundle\` over the bytes of the same scenario, in turn with the bare checks of the same bytes: every signature under a key that was parsed before, SHA-256 of every payload and of the list, JSON.parse of every
payload. Rule sets are checked and compiled once for each digest; what that takes is measured in the same round (\`compileRuleSet\` over the sets that are new) and taken off. All are the processor's time of the one thread, in batches. Parsing the signers' keys is not: it is a part of ours alone. Inflating (and, for the update,
applying the delta) comes before either side. Memory is what the largest size of a process of its own grew by.`,
  },
  decoding: {
    title: 'Reading codes by camera',
    head: [
      'decoder',
      'read, seed kept apart',
      'read, seed for tuning',
      'perspective',
      'blur',
      'motion',
      'noise',
      'glare',
      'dim',
      'moiré',
      'mixed',
      'read wrongly',
      'ms a frame, median',
    ],
    how: `Frames of 1280 by 720 drawn by bench/camera from a seed: codes of 120 to 556 characters, two to five pixels a module, each fault by itself and all together, made so that no decoder reads more than some two of three. The generator and both seeds were
committed before anything was tuned; the columns of faults are of the seed that was never used in tuning. Every decoder gets every frame once, by itself: a film shows the same code again in the next frame. \`@zxing/browser\` needs a page; its core, @zxing/library, is what reads. Ours must read as many as the best.`,
  },
  lane: {
    title: 'Kiosk: people a minute',
    head: [
      'what',
      'people',
      'a minute',
      'longest queue',
      'last byte to relay, ms: p50 / p90 / p99 / max',
      'our own share, ms: p50 / p90 / p99 / max',
      'processor time of it, ms: p50 / p90 / p99 / max',
      'p99 at most',
      'disk floor, ms: p50 / p90 / p99 / max',
      'first person after the start, ms',
    ],
    how: `A station in a process of its own, with the demo's bundle, population sets and as many more people as are needed, a journal on the disk, and the drivers of a scanner or a card reader and of a relay board on pseudo-terminals. Simulated are what is at the other
ends of the cables and the people: bytes leave the scanner at 9,600 baud and the reader at 115,200, the reader takes 40 ms for each answer beside that, the relay is closed for 500 ms and rests for 200. People come faster than the 30 a minute that a lane must
stand, 60 by code and 45 by card, each up to a tenth of a second early or late, so that what stands for 15 minutes takes seven and a half, or ten; everybody may pass and is let through once. The queue counts whoever is not through when the next one comes. From the last byte that leaves the device to the
first that reaches the relay there are two processes of socat and the turns of the system; our own share is taken within the station, from the last byte that it is given to the first that it gives away: text, claim, decision, receipt, fdatasync, lane. Its processor time is what all threads of the station used in between: on a machine with other work the rest of it is waiting for a processor and for the disk. The disk floor is a
kilobyte appended and synchronised on the same disk by another process, once between every two people. The first person after the start comes to code that never ran, and is not among the others.`,
  },
  kiosk: {
    title: 'Kiosk: camera and screen',
    head: ratioHead,
    how: `Frames of 1280 by 720 as a camera gives them, each with another person's code, nearly upright and in good light, drawn from a seed (bench/camera/scene.ts): what is easy to decode leaves the least room beside it. zxing-wasm decodes them with the options of the screen's worker; beside that the first side
decides by \`verify\` with all formats and country rules and encodes the receipt into its chain. Both in turn in batches of 4, in one process, every frame once by each side. The screen is the built one, served by a station on the demo's bundle, with a camera; from the start of the navigation to the second animation frame after its idle view is in the document, while its camera still opens and the screen says so; then something is typed as a scanner does, and is answered, or
nothing is reported. The blank page comes from the same server and holds one Lit element. The camera's picture: until the screen invites to hold a code up to it, beside a page that asks for the same camera at once and waits for its first frame. Both are opened in turn in one Chromium, from an empty page, with what a first visit left in its caches.`,
  },
  verifier: {
    title: 'Web verifier: first decision',
    head: [
      'what',
      'where',
      'figure: median (95 % interval)',
      'at most',
      'rounds',
      'ms, ours / bare',
    ],
    how: `The built page with the demo's bundle, on a visit that is not the first: its files and its bundle are kept. From the start of the navigation to the second animation frame after the verdict \`pass\` is in the document, over a picture (PNG) of a code that is pasted into the page as soon as its elements are there: the page, its bundle read and accepted anew, the decoder's
worker and wasm, the picture, the decision. The blank page comes from the same server and holds one Lit element. Both are opened in turn in one Chromium, from an empty page. The script is what the page had asked for when the picture was pasted, and what it had by its decision, both without the decoder's own files: the gzip of each file, in English.`,
  },
}
