/** How fast one guesses an identity number from what a code, a tag or a population set shows: the figures of docs/threat-model.md. */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { cpus } from 'node:os'

const seconds = 2

/** Tries candidates for a while; the sink keeps the work from being left out. */
function perSecond(attempt: (n: number) => number): number {
  let sink = 0
  for (let n = 0; n < 20_000; n++) sink ^= attempt(n)
  const ends = performance.now() + seconds * 1000
  let tried = 0
  const begun = performance.now()
  while (performance.now() < ends) {
    for (let n = 0; n < 1_000; n++) sink ^= attempt(tried + n)
    tried += 1_000
  }
  const rate = (tried * 1000) / (performance.now() - begun)
  return sink === -1 ? 0 : rate
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The number of the n-th person of a region and a day, with its check digit. */
function candidate(n: number): string {
  const body = `110105${String(19_490_101 + (Math.floor(n / 1000) % 28))}${String(n % 1000).padStart(3, '0')}`
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (weights[at] ?? 0) * (body.charCodeAt(at) - 48)
  return body + '10X98765432'.charAt(sum % 11)
}

const key = createSecretKey(randomBytes(32))
const head = Buffer.from('8471', 'hex')
const cti = randomBytes(8)

const numbers = perSecond((n) => candidate(n).charCodeAt(17))
const tags = perSecond((n) => {
  const mac = createHmac('sha256', key).update(head).update(cti).update(candidate(n)).digest()
  return mac[0] ?? 0
})

/** Of one sex; the last digit follows from the others, and tells one candidate in eleven. */
const serials = 500
const checks = 11
/** A hundred years. */
const days = 36_525
/** Counties and districts of GB/T 2260, of today and of former years. */
const regions = 3_000
const rows: readonly (readonly [string, number])[] = [
  ['region, birth date, last four', 1],
  ['region, birth date, sex', serials],
  ['region, birth date', 2 * serials],
  ['birth date, last four', regions / checks],
  ['region, last four', days / checks],
  ['birth date', 2 * serials * regions],
  ['last four', (days * regions) / checks],
  ['region', 2 * serials * days],
  ['nothing', 2 * serials * days * regions],
]
const show = (value: number): string => Math.round(value).toLocaleString('en')
const span = (seconds: number): string =>
  seconds < 1
    ? `${(seconds * 1000).toPrecision(2)} ms`
    : seconds < 7_200
      ? `${seconds.toPrecision(2)} s`
      : `${(seconds / 3600).toPrecision(2)} h`

console.log(`${cpus()[0]?.model ?? 'unknown'}, one core, Node ${process.version}`)
console.log(`candidates made, with their check digit  ${show(numbers)} a second`)
console.log(`tags tried with the binding key          ${show(tags)} a second`)
console.log('')
console.log('| known | candidates | with the binding key, at most |')
console.log('|---|--:|--:|')
for (const [known, count] of rows) {
  console.log(`| ${known} | ${show(count)} | ${span(count / tags)} |`)
}
