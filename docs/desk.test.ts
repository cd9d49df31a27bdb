/** The page on the desk: from nothing to a desk that may run, every command of section 2 run as it stands there. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../cli/test-process.ts'

const page = readFileSync(new URL('desk.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('\n## 2.'), page.indexOf('\n## 3.'))
const lines = [...section.matchAll(/^```sh\n([^]*?)\n```$/gm)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', '').split('\n'))
  .map((line) => line.replace(/ {2,}#.*$/, ''))

/** Words as a shell makes them of what stands on the page: quotes, and the one instant that `date` reckons. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"\$\(date [^)]*\+5 minutes[^)]*\)"|'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) =>
      quoted ?? bare ?? `${new Date(Date.now() + 300_000).toISOString().slice(0, 19)}Z`,
  )

test(
  'whoever follows it has a desk with which nothing is wrong',
  { timeout: 120_000 },
  async () => {
    await using folder = scratch()
    const checks: (number | null)[] = []
    // The last one runs the desk until ctrl-c.
    expect(lines.at(-1)).toBe('greengate desk --config desk.yaml')
    for (const line of lines.slice(0, -1)) {
      const [command, into] = line.split(' > ')
      const [program, ...args] = wordsOf(command ?? '')
      expect(program, line).toBe('greengate')
      const { code, stdout, stderr } = await greengate(args, { cwd: folder.path })
      if (into !== undefined) writeFileSync(folder.at(into), stdout)
      if (line.startsWith('greengate desk check')) checks.push(code)
      else expect([line, code, code === 0 ? '' : stderr]).toEqual([line, 0, ''])
    }
    expect(checks).toEqual([1, 0])
  },
)
