/** Reads an opening: the facts and coverage that a decision was judged on, as the holder keeps them (docs/receipt.md 8). */
import type { Committed } from 'greengate'
import type { Permission, StatedFact, Statement } from 'greengate/rules'
import { parseInstant } from '../../edges/instant.ts'
import { asObject } from '../../edges/json-file.ts'
import { OperatorError } from '../../operator-error.ts'

/** What opens one receipt, or all receipts of one presentation. */
export interface Opening {
  readonly path: string
  /** undefined: it belongs to a code, and to no receipt that it knew of. */
  readonly opens:
    { readonly segment?: string; readonly seq: number } | { readonly subject: string } | undefined
  /** What a code committed to. */
  readonly committed?: Committed
  readonly statement: Statement
}

type Members = Readonly<Record<string, unknown>>

const members = [
  'format',
  'receipt',
  'subject',
  'facts',
  'covers',
  'permission',
  'assessment',
  'salt',
  'commitment',
]
const factMembers = ['id', 'kind', 'source', 'recordedAt', 'fields', 'retracts']

/**
 * Reads an opening.
 *
 * @param path - Of its file, for the error, which never holds what is in the file.
 * @throws {@link OperatorError}
 */
export function parseOpening(value: unknown, path: string): Opening {
  const opening = asObject(value)
  if (opening?.['format'] !== 'greengate-opening-1') {
    throw refuse(path, 'format', 'must be greengate-opening-1')
  }
  refuseUnknown(opening, members, path, 'the opening')
  const facts = listOf(opening['facts'], path, 'facts').map((fact, i) =>
    parseFact(fact, path, `facts[${String(i)}]`),
  )
  const coverage = listOf(opening['covers'], path, 'covers').map((item, i) => {
    const at = `covers[${String(i)}]`
    const covered = objectOf(item, path, at)
    refuseUnknown(covered, ['kind', 'until'], path, at)
    return {
      kind: textOf(covered['kind'], path, `${at}.kind`),
      until: secondsOf(covered['until'], path, `${at}.until`),
    }
  })
  const permission = parsePermission(opening['permission'], path)
  const committed = parseCommitted(opening, path)
  return {
    path,
    opens: opens(opening, path, committed !== undefined),
    statement: { facts, coverage, permission },
    ...(committed === undefined ? {} : { committed }),
  }
}

/** Of an opening that belongs to a code; its other members were read before. */
function parseCommitted(opening: Members, path: string): Committed | undefined {
  const given = [opening['assessment'], opening['salt'], opening['commitment']]
  if (given.every((each) => (each ?? null) === null)) return undefined
  const assessment = objectOf(opening['assessment'], path, 'assessment')
  const known = ['outcome', 'ruleSet', 'version', 'rule', 'assessedAt']
  refuseUnknown(assessment, known, path, 'assessment')
  textOf(assessment['ruleSet'], path, 'assessment.ruleSet')
  secondsOf(assessment['assessedAt'], path, 'assessment.assessedAt')
  const salt = new Uint8Array(Buffer.from(textOf(opening['salt'], path, 'salt'), 'base64url'))
  if (salt.length !== 16) throw refuse(path, 'salt', 'must be 16 bytes as base64url')
  textOf(opening['commitment'], path, 'commitment')
  const { facts, covers } = opening
  return { ...assessment, salt, facts, covers } as unknown as Committed
}

function opens({ receipt, subject }: Members, path: string, isOfCode: boolean): Opening['opens'] {
  if (isOfCode && receipt === undefined && subject === undefined) return undefined
  if ((receipt === undefined) === (subject === undefined)) {
    throw refuse(path, 'receipt', 'or subject must be there, and not both')
  }
  if (receipt === undefined) return { subject: textOf(subject, path, 'subject') }
  const named = objectOf(receipt, path, 'receipt')
  refuseUnknown(named, ['segment', 'seq'], path, 'receipt')
  const { segment, seq } = named
  if (!Number.isSafeInteger(seq) || (seq as number) < 1) {
    throw refuse(path, 'receipt.seq', 'must be a whole number from 1 on')
  }
  return {
    seq: seq as number,
    ...(segment === undefined ? {} : { segment: textOf(segment, path, 'receipt.segment') }),
  }
}

function parseFact(value: unknown, path: string, at: string): StatedFact {
  const fact = objectOf(value, path, at)
  refuseUnknown(fact, factMembers, path, at)
  textOf(fact['source'], path, `${at}.source`)
  secondsOf(fact['recordedAt'], path, `${at}.recordedAt`)
  const { retracts } = fact
  return {
    id: textOf(fact['id'], path, `${at}.id`),
    kind: textOf(fact['kind'], path, `${at}.kind`),
    fields: fieldsOf(fact['fields'], path, `${at}.fields`),
    ...(retracts === undefined ? {} : { retracts: textOf(retracts, path, `${at}.retracts`) }),
  }
}

function fieldsOf(value: unknown, path: string, at: string): StatedFact['fields'] {
  const fields = objectOf(value, path, at)
  if (
    Object.values(fields).every((field) => ['string', 'number', 'boolean'].includes(typeof field))
  )
    return fields as StatedFact['fields']
  throw refuse(path, at, 'must hold texts, numbers, true and false only')
}

/** What the key that stated the facts might say; unstated: everything. */
function parsePermission(value: unknown, path: string): Permission {
  const all = ['*']
  if (value === undefined) return { states: all, covers: all, regions: all }
  const permission = objectOf(value, path, 'permission')
  refuseUnknown(permission, ['states', 'covers', 'regions'], path, 'permission')
  const texts = (name: string): readonly string[] =>
    listOf(permission[name], path, `permission.${name}`).map((item) =>
      textOf(item, path, `permission.${name}`),
    )
  return { states: texts('states'), covers: texts('covers'), regions: texts('regions') }
}

function listOf(value: unknown, path: string, at: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw refuse(path, at, 'must be a list')
}

function objectOf(value: unknown, path: string, at: string): Members {
  const object = asObject(value)
  if (object === undefined) throw refuse(path, at, 'must be an object')
  return object
}

function textOf(value: unknown, path: string, at: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw refuse(path, at, 'must be a text')
}

function secondsOf(value: unknown, path: string, at: string): number {
  return parseInstant(textOf(value, path, at), `${path}: ${at}`).getTime() / 1000
}

function refuseUnknown(value: Members, known: readonly string[], path: string, at: string): void {
  if (Object.keys(value).some((name) => !known.includes(name))) {
    throw refuse(path, at, `has a member that is none of ${known.join(', ')}`)
  }
}

function refuse(path: string, at: string, fault: string): OperatorError {
  return new OperatorError(`${path}: ${at} ${fault}; see greengate rules replay --help`)
}
