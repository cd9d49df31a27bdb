/** The extensions of a certificate that decide what its key may be used for. */
import { BitString, fromBER, Sequence } from 'asn1js'
import { BasicConstraints, ExtKeyUsage, GeneralNames, type Extension } from 'pkijs'
import { attributeOf, textOf } from './attributes.ts'
import { extensionOids, knownExtensions, nameOids } from './oids.ts'

/** What a certificate says of the use of its key. */
export interface Extensions {
  /** Object identifiers; null: not stated, so that nothing is excluded. */
  readonly extendedKeyUsage: readonly string[] | null
  /** Whether it may sign codes, and certificates; null: not stated. */
  readonly keyUsage: { readonly signs: boolean; readonly signsCertificates: boolean } | null
  /** Whether it is a CA's, and how many CAs may stand below it; null: not stated. */
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null
  readonly alternativeNames: {
    readonly uris: readonly string[]
    readonly dns: readonly string[]
    /** Of directory names: ICAO's three letters of the country. */
    readonly localities: readonly string[]
  }
  /** Documents that a signer of ICAO's may sign, such as `NV`; null: not stated. */
  readonly documentTypes: readonly string[] | null
  /** Whether something is marked critical that is not understood here: then it must not be relied on. */
  readonly hasUnknownCritical: boolean
}

/** Reads the extensions; what the parser throws is the caller's. */
export function readExtensions(extensions: readonly Extension[]): Extensions {
  const values = new Map(extensions.map(({ extnID, extnValue }) => [extnID, extnValue]))
  if (values.size < extensions.length) throw new TypeError('certificate: an extension twice')
  const read = <T>(
    oid: string,
    as: (schema: ReturnType<typeof fromBER>['result']) => T,
  ): T | null => {
    const value = values.get(oid)
    if (value === undefined) return null
    const { result, offset } = fromBER(value.valueBlock.valueHexView)
    if (offset === -1) throw new TypeError('certificate: an extension is not in DER')
    return as(result)
  }
  return {
    extendedKeyUsage: read(
      extensionOids.extendedKeyUsage,
      (schema) => new ExtKeyUsage({ schema }).keyPurposes,
    ),
    keyUsage: read(extensionOids.keyUsage, keyUsageOf),
    basicConstraints: read(extensionOids.basicConstraints, (schema) => {
      const { cA, pathLenConstraint } = new BasicConstraints({ schema })
      if (pathLenConstraint !== undefined && typeof pathLenConstraint !== 'number') {
        throw new TypeError('certificate: a path of that length')
      }
      return { ca: cA, pathLength: pathLenConstraint ?? null }
    }),
    alternativeNames: read(extensionOids.subjectAltName, namesOf) ?? {
      uris: [],
      dns: [],
      localities: [],
    },
    documentTypes: read(extensionOids.documentTypes, documentTypesOf),
    hasUnknownCritical: extensions.some(
      ({ critical, extnID }) => critical && !knownExtensions.has(extnID),
    ),
  }
}

function keyUsageOf(schema: unknown): Extensions['keyUsage'] {
  if (!(schema instanceof BitString)) throw new TypeError('certificate: key usage is no bits')
  const [first = 0] = schema.valueBlock.valueHexView
  return { signs: (first & 0x80) !== 0, signsCertificates: (first & 0x04) !== 0 }
}

function namesOf(schema: ReturnType<typeof fromBER>['result']): Extensions['alternativeNames'] {
  const { names } = new GeneralNames({ schema })
  const texts = (kind: number): string[] =>
    names.flatMap(({ type, value }) => (type === kind && typeof value === 'string' ? [value] : []))
  const directories = names.flatMap(({ type, value }) => (type === 4 ? [value as unknown] : []))
  return {
    uris: texts(6),
    dns: texts(2),
    localities: directories.flatMap((name) => attributeOf(name, nameOids.locality) ?? []),
  }
}

/** DocumentTypeListSyntax: version, and a set of texts. */
function documentTypesOf(schema: unknown): readonly string[] {
  const [, set] = schema instanceof Sequence ? schema.valueBlock.value : []
  const types = set === undefined ? [] : (set.valueBlock as unknown as { value: unknown }).value
  return Array.isArray(types) ? types.map(textOf) : []
}
