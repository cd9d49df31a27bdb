/** Tries every mutant of the rule engine, or those that a word names: `node --conditions=source house/mutants/main.ts [WORD...]`. */
import { makeSuite } from './suite.ts'
import { allMutants, readExplained, strayOf, tryMutant } from './trials.ts'

const words = process.argv.slice(2)
const all = allMutants()
const chosen = all.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)))
const explained = readExplained()
const suite = makeSuite()
console.log(`${chosen.length} mutants, ${suite.tests} tests, ${explained.length} explained`)

const faults = strayOf(explained, all).map((id) => `explained, but no mutant: ${id}`)
let killed = 0
for (const [i, mutant] of chosen.entries()) {
  const { by, fault } = tryMutant(mutant, suite, explained)
  if (by !== undefined) killed++
  if (fault !== undefined) faults.push(fault)
  if ((i + 1) % 100 === 0) console.log(`${i + 1} tried, ${killed} killed`)
}
for (const fault of faults) console.log(fault)
const survived = chosen.length - killed
console.log(
  `${chosen.length} tried, ${killed} killed, ${survived} survived, ${faults.length} unexplained or stale`,
)
if (faults.length > 0) process.exitCode = 1
