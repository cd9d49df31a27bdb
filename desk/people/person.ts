/** Somebody whom the rules are asked about, as the desk knows them. Types, and how a row is read. */
import type { IdType } from 'greengate/issue'

/** How it is known that a number is somebody's: a department named it, they said so, or their card was read. */
export type Identity = 'recorded' | 'declared' | 'verified'

/** A person of the store. */
export interface Person {
  /** Of the desk's own making: says nothing of them. */
  readonly id: string
  readonly idType: IdType
  /** Canonical, as `parseIdNumber` gives it. */
  readonly number: string
  readonly name?: string
  readonly birthDate?: string
  readonly identity: Identity
  /** Unix seconds. */
  readonly createdAt: number
}

/** From least to most. */
export const identities: readonly Identity[] = ['recorded', 'declared', 'verified']

/** Reads a row of the table `person`. */
export function personOfRow(row: Readonly<Record<string, unknown>>): Person {
  const { id, idType, number, name, birthDate, identity, createdAt } = row
  return {
    id: id as string,
    idType: idType as IdType,
    number: number as string,
    ...(name === null ? {} : { name: name as string }),
    ...(birthDate === null ? {} : { birthDate: birthDate as string }),
    identity: identity as Identity,
    createdAt: createdAt as number,
  }
}
