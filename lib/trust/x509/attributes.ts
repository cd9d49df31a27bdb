/** Attributes of the names in a certificate, as text. */
import { BaseStringBlock } from 'asn1js'
import { RelativeDistinguishedNames } from 'pkijs'

/** The text of a value of any of the kinds of text; empty where it is none. */
export function textOf(value: unknown): string {
  return value instanceof BaseStringBlock ? value.getValue() : ''
}

/** The first attribute of a kind in a name. */
export function attributeOf(name: unknown, oid: string): string | undefined {
  if (!(name instanceof RelativeDistinguishedNames)) return undefined
  const found = name.typesAndValues.find(({ type }) => type === oid)
  return found === undefined ? undefined : textOf(found.value)
}
