/** Twenty lines that embed Greengate: takes a folder with a pinned root and a bundle, a rule set, and texts to decide. */
import { readFile } from 'node:fs/promises'
import { acceptBundle, pinRoot, reasons, verify } from 'greengate'

const [folder, ruleSet = '', ...texts] = process.argv.slice(2)
const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(`${folder ?? '.'}/${name}`))

const root = await pinRoot(await read('root.ggb'), { worlds: ['demo'] })
// Throws, with a code, if anything in it is unsigned, older than what is known, or out of date.
const bundle = await acceptBundle(root, await read('bundle.ggb'), new Date())

for (const text of texts) {
  const decision = await verify(text, { bundle, now: new Date(), context: { ruleSet } })
  const why = decision.reasons.map(({ code }) => reasons[code].en).join('; ')
  console.log(`${decision.outcome}: ${why}`)
  // Only `pass` opens a gate, and there is no default.
  if (decision.outcome === 'pass') console.log('the gate opens')
}
