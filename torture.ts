/** The long trials with full counts: `npm run torture`. Stop it at any time; it goes on where it was, and writes docs/reliability.md. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { acceptBundle, pinRoot, verify, type Bundle, type Context } from 'greengate'
import { alter, bitsOf, flipBit } from './house/alter.ts'
import {
  endure,
  randomOf,
  readLedger,
  resumeAt,
  writeLedger,
  type Progress,
  type Trial,
} from './house/endurance.ts'
import { readBundleFile, readVerifyCases, type VerifyCase } from './house/verify-vectors.ts'

const usage = `npm run torture                 all trials, from where they stand
npm run torture -- WORD...      the trials whose name holds a WORD
npm run torture -- --fresh      from the beginning`

const ledgerPath = 'artifacts/torture.json'
const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const words = args.filter((word) => !word.startsWith('--'))

/** A good code and the verifier that passes it. */
interface Good {
  readonly text: string
  readonly bundle: Bundle
  readonly now: Date
  readonly context: Context
}

const bundles = new Map<string, Promise<Bundle>>()
const bundleOf = ({ root, bundle, acceptedAt }: VerifyCase['given']): Promise<Bundle> => {
  const name = `${root ?? ''} ${bundle ?? ''} ${acceptedAt}`
  const open = async (): Promise<Bundle> => {
    if (root === null || bundle === null) throw new Error('a case that passes has a bundle')
    return acceptBundle(
      await pinRoot(readBundleFile(root)),
      readBundleFile(bundle),
      new Date(acceptedAt),
    )
  }
  const held = bundles.get(name) ?? open()
  bundles.set(name, held)
  return held
}

const good: readonly Good[] = await Promise.all(
  readVerifyCases().flatMap(({ outcome, text, now, context, given }) =>
    outcome === 'pass' && text !== undefined
      ? [
          bundleOf(given).then((bundle) => ({
            text,
            bundle,
            now: new Date(now),
            context: context,
          })),
        ]
      : [],
  ),
)
if (good.length === 0) throw new Error('the vectors hold no good code: nothing would be tried')

const decide = async (text: string, { bundle, now, context }: Good): Promise<string> =>
  (await verify(text, { bundle, now, context })).outcome

/** Every bit of every good code, one number after another. */
const bits = good.flatMap((one) =>
  Array.from({ length: bitsOf(one.text) }, (_, bit) => ({ one, bit })),
)

const at = <Thing>(things: readonly Thing[], place: number): Thing => {
  const thing = things[place % things.length]
  if (thing === undefined) throw new RangeError('no such step')
  return thing
}

const trials: readonly Trial[] = [
  {
    name: 'flipped bit',
    about: 'every bit of every good code of the vectors turned over, alone: never `pass`',
    seed: 1,
    count: bits.length,
    attempt: async (step) => {
      const { one, bit } = at(bits, step)
      return (await decide(flipBit(one.text, bit), one)) === 'pass'
        ? `bit ${bit} passed`
        : undefined
    },
  },
  {
    name: 'any text',
    about:
      'altered codes, noise, JSON and look-alikes: `verify` decides, never throws, and never says `pass` to what was not signed',
    seed: 2,
    count: 1_000_000,
    attempt: async (step) => {
      const one = at(good, step)
      const text = alter(one.text, randomOf(2, step))
      try {
        const outcome = await decide(text, one)
        return outcome === 'pass' && text !== one.text ? 'passed' : undefined
      } catch (error) {
        // The text is not written down: the seed and the step make it again.
        return `threw ${error instanceof Error ? error.name : typeof error}`
      }
    },
  },
]

const hash = createHash('sha256')
for (const path of globSync('lib/**/*.ts', { exclude: ['**/*.test.ts', '**/dist/**'] }).toSorted())
  hash.update(path).update(readFileSync(path))
const subject = hash.digest('hex').slice(0, 12)

let stopped = false
process.once('SIGINT', () => {
  stopped = true
})
let ledger = args.includes('--fresh') ? {} : readLedger(ledgerPath)

for (const trial of trials.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)) {
  const from = resumeAt(trial, subject, ledger[trial.name])
  console.log(`${trial.name}: from ${from.step} of ${trial.count}`)
  const keep = (progress: Progress): void => {
    ledger = { ...ledger, [trial.name]: progress }
    writeLedger(ledgerPath, ledger)
  }
  const { step, lost } = await endure(trial, from, 10_000, keep, () => stopped)
  console.log(`${trial.name}: ${step} tried, ${step - lost.length} survived, ${lost.length} lost`)
  for (const { step: where, what } of lost.slice(0, 10)) console.log(`  step ${where}: ${what}`)
}

const number = (n: number): string => n.toLocaleString('en-GB')
const rows = trials.flatMap(({ name, about, count, seed }) => {
  const reached = ledger[name]
  if (reached?.subject !== subject) return []
  const { step, lost } = reached
  return [
    `| ${name} | ${about} | ${seed} | ${number(step)} of ${number(count)} | ${number(step - lost.length)} | ${lost.length} |`,
  ]
})
writeFileSync(
  'docs/reliability.md',
  `# Reliability

Written by \`npm run torture\`; do not edit. Sources ${subject} of the library, Node ${process.version}.

| trial | what | seed | tried | survived | lost |
|---|---|--:|--:|--:|--:|
${rows.join('\n')}

A seed and a step make the same trial again. What is lost is a bug, and is mended with a vector or a test in the same commit.
`,
)
const lost = Object.values(ledger).some(
  (progress) => progress.subject === subject && progress.lost.length > 0,
)
if (lost) process.exitCode = 1
