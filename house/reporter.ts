/** Writes one line of JSON for each test of a run, with the reason of a skip, to the file that TEST_LINES names. */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** What became of one test. */
export interface TestLine {
  readonly name: string
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly reason: string
  readonly ms: number
}

const linesOf = (module: TestModule): readonly TestLine[] => {
  const lines = [...module.children.allTests()].map((test): TestLine => {
    const result = test.result()
    return {
      name: `${module.relativeModuleId} > ${test.fullName}`,
      // A test that never finished is no test that passed.
      state: result.state === 'pending' ? 'failed' : result.state,
      reason: result.state === 'skipped' ? (result.note ?? '') : '',
      ms: Math.round(test.diagnostic()?.duration ?? 0),
    }
  })
  // A file that cannot be loaded, or whose hooks fail, has no failing test of its own.
  const broken = module.state() === 'failed' && lines.every(({ state }) => state !== 'failed')
  return broken
    ? [...lines, { name: `${module.relativeModuleId} > loads`, state: 'failed', reason: '', ms: 0 }]
    : lines
}

export default class LineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const unhandled = errors.map((): TestLine => ({
      name: 'unhandled error',
      state: 'failed',
      reason: '',
      ms: 0,
    }))
    mkdirSync('artifacts', { recursive: true })
    writeFileSync(
      process.env['TEST_LINES'] ?? 'artifacts/tests.jsonl',
      [...modules.flatMap(linesOf), ...unhandled]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    )
  }
}
