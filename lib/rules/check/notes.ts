/** Collects findings while a set is walked through. */
import type { Finding, FindingCode, Severity } from './finding.ts'
import { wordsOf } from './in-chinese.ts'
import { suggest } from './suggest.ts'

const severities: Partial<Record<FindingCode, Severity>> = {
  'no-pass-rule': 'warning',
  unused: 'warning',
  future: 'warning',
}

/** The findings so far. */
export class Notes {
  readonly findings: Finding[] = []

  /** Adds a finding; `no` is added later, by the rule that the place lies in. */
  add(
    code: FindingCode,
    at: string,
    message: string,
    more: Partial<Pick<Finding, 'suggestion' | 'severity' | 'no' | 'example' | 'words'>> = {},
  ): void {
    const { suggestion = null } = more
    this.findings.push({
      code,
      severity: severities[code] ?? 'error',
      at,
      message,
      words: wordsOf(message),
      advice: suggestion === null ? null : wordsOf(suggestion),
      suggestion,
      ...more,
    })
  }

  /** Adds that a name is none of those that would be right. */
  addName(at: string, name: unknown, known: Iterable<string>, message: string): void {
    this.add('unknown-name', at, message, { suggestion: suggest(name, known) })
  }

  get count(): number {
    return this.findings.length
  }

  get hasErrors(): boolean {
    return this.findings.some(({ severity }) => severity === 'error')
  }
}
