/** A code of the desk: as its row has it, and as its holder gets it. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { Desk } from '../desk.ts'

/** What an assessment came to, as rows have it: rule 0 stands for none. */
export interface Said {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly rule: number
}

/** A row of the table `code`. */
export interface CodeRow extends Said {
  readonly cti: Uint8Array
  readonly person: string
  readonly class: 'app' | 'paper'
  readonly holder: string | null
  readonly holderKey: string | null
  readonly issuer: string
  readonly month: string
  readonly statusIndex: number
  readonly issuedAt: number
  readonly validUntil: number
  readonly version: number
  readonly text: string | null
  readonly opening: string | null
  readonly state: 'good' | 'replaced' | 'revoked' | 'over'
  /** Through which it was made; null: at the desk. */
  readonly account: string | null
}

/** What is handed out. Instants are Unix seconds. */
export interface MadeCode {
  /** Hexadecimal. */
  readonly cti: string
  readonly class: 'app' | 'paper'
  readonly text: string
  /** JSON (docs/receipt.md 8), for the holder alone; absent where no rule decided. */
  readonly opening?: string
  readonly issuedAt: number
  readonly validUntil: number
  /** When to ask for the next one. */
  readonly refreshAt: number
  readonly outcome: Said['outcome']
  readonly rule?: number
  readonly ruleSet: CompiledRuleSet['set']['id']
  readonly version: number
}

/** What is handed out of a row. */
export function madeCode(desk: Desk, row: CodeRow): MadeCode {
  const { cti, text, opening, issuedAt, validUntil, outcome, rule, version } = row
  return {
    cti: Buffer.from(cti).toString('hex'),
    class: row.class,
    text: text ?? '',
    ...(opening === null ? {} : { opening }),
    issuedAt,
    validUntil,
    refreshAt: refreshAt(desk, row),
    outcome,
    ...(rule === 0 ? {} : { rule }),
    ruleSet: desk.rules.ruleSet,
    version,
  }
}

/** Some time before the end, and of a short life its second half. */
export function refreshAt(
  { policy }: Desk,
  { issuedAt, validUntil }: Pick<CodeRow, 'issuedAt' | 'validUntil'>,
): number {
  return Math.max(validUntil - policy.refreshAhead, Math.ceil((issuedAt + validUntil) / 2))
}
