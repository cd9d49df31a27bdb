/** Tries every mutant of the rule engine: `node --conditions=source house/mutants/main.ts [WORD...]`. */
import { makeSuite } from './suite.ts'
import { allMutants, readExplained, told, tryMutant, without } from './trials.ts'

const words = process.argv.slice(2)
const all = allMutants()
const mutants = all.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)))
const explained = readExplained()
const known = new Set(explained.map(({ id }) => id))
const suite = makeSuite()
console.log(`${mutants.length} mutants, ${suite.tests} tests, ${explained.length} explained`)

let [killed, survived] = [0, 0]
const lost: string[] = without(explained, all).map((id) => `explained, but no mutant: ${id}`)
for (const [i, mutant] of mutants.entries()) {
  const { by } = tryMutant(mutant, suite)
  if (by === undefined) survived++
  else killed++
  const isExplained = known.has(mutant.id)
  if (by === undefined && !isExplained) lost.push(`survived: ${told(mutant)}`)
  if (by !== undefined && isExplained) lost.push(`explained, but killed by "${by}": ${mutant.id}`)
  if ((i + 1) % 100 === 0) console.log(`${i + 1} tried, ${killed} killed, ${survived} survived`)
}
for (const line of lost) console.log(line)
console.log(
  `${mutants.length} tried, ${killed} killed, ${survived} survived, ${lost.length} unexplained`,
)
if (lost.length > 0) process.exitCode = 1
