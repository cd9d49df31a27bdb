/** CertLogic over the published rules of EU states, in Node and in Chromium: ours compiled, the reference, and a JsonLogic compiler beside them. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { measureInChromium } from './browser.ts'
import type { CertLogicLoad } from './certlogic-in-browser.ts'
import {
  certLogicRounds,
  type CertLogicPeers,
  type CertLogicPlan,
  type CertLogicRounds,
  type Compared,
} from './certlogic-rounds.ts'
import { publishedRules } from './certlogic-rules.ts'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { peer, versionOf } from './peers.ts'

const atLeast = 10

/** Measures in Node. */
export const certLogicInNode = (plan: CertLogicPlan): Measured => {
  const { evaluate } = peer('certlogic-js') as Pick<CertLogicPeers, 'evaluate'>
  const { LogicEngine } = peer('json-logic-engine') as {
    readonly LogicEngine: new () => CertLogicPeers['engine']
  }
  const rules = publishedRules()
  const found = certLogicRounds(rules, { evaluate, engine: new LogicEngine() }, plan)
  return measured(found, plan, `Node ${process.version}`)
}

/** Measures in Chromium. */
export const certLogicInChromium = async (plan: CertLogicPlan): Promise<Measured> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { evaluate } from 'certlogic-js'\nexport { LogicEngine } from 'json-logic-engine'`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    ...{ bundle: true, write: false, minify: true, format: 'esm', platform: 'browser' },
  })
  const valueSets: unknown[] = []
  const placeOf = (value: unknown): number => {
    const place = valueSets.indexOf(value)
    return place < 0 ? valueSets.push(value) - 1 : place
  }
  const load: CertLogicLoad = {
    plan,
    rules: publishedRules().map(({ name, logic, tests }) => ({
      ...{ name, logic },
      tests: tests.map((test) => ({ ...test, valueSets: placeOf(test.valueSets) })),
    })),
    valueSets,
    peers: outputFiles[0]?.text ?? '',
  }
  const script = new URL('certlogic-in-browser.ts', import.meta.url)
  const { pairs, version } = await measureInChromium<CertLogicRounds>(script, load)
  return measured(pairs, plan, `Chromium ${version}`)
}

const measured = (found: CertLogicRounds, { rounds }: CertLogicPlan, where: string): Measured => {
  const { reference, jsonLogic, taken, compiling, nanos } = found
  const isMissed = reference.mean.median < atLeast || reference.least < 1
  const rules = publishedRules()
  const payloads = rules.reduce((sum, { tests }) => sum + tests.length, 0)
  const row = (
    name: string,
    count: number,
    { mean, least, median, most }: Compared,
    target: string | null,
  ): readonly string[] => [
    `${name} (${where})`,
    String(count),
    medianCell(mean, 2),
    targetCell(target, target !== null && isMissed),
    ...[least, median, most].map((ratio) => ratio.toFixed(2)),
    String(rounds),
  ]
  const [ours, theirs] = nanos.map((each) => each.toFixed(0))
  return {
    rows: [
      row(
        `certlogic-js ${versionOf('certlogic-js')}, evaluate: ${theirs ?? ''} ns, ours ${ours ?? ''} (median rule; ${String(payloads)} payloads); compiling ours once: ${compiling.toFixed(0)} µs a rule`,
        rules.length,
        reference,
        `${String(atLeast)}, none below 1`,
      ),
      row(
        `json-logic-engine ${versionOf('json-logic-engine')}, compiled by \`new Function\`: only the rules that it takes and answers as published`,
        taken,
        jsonLogic,
        null,
      ),
    ],
    figures: {
      reference: medianFigure(reference.mean),
      least: figure(reference.least),
      jsonLogic: medianFigure(jsonLogic.mean),
    },
    said: `${medianCell(reference.mean, 2)}, at least ${String(atLeast)}; rules ${reference.least.toFixed(2)} to ${reference.most.toFixed(2)}; compiling ${compiling.toFixed(0)} µs a rule  CertLogic, ${where}`,
    isMissed,
  }
}
