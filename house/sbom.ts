/** Writes docs/sbom.cdx.json: the bill of materials of what ships, in the form of CycloneDX, from the lock alone. */
import { readFileSync, writeFileSync } from 'node:fs'
import { installedWith, licenceOf, nameAt, products, standingIn, type Lock } from './shipped.ts'

/** Where it lies. */
export const sbomPath = 'docs/sbom.cdx.json'

const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`

/** The bill of a lock: the same bytes for the same lock, so no instant and no serial number. */
export function sbomOf(lock: Lock): string {
  const version = lock.packages['']?.version ?? ''
  const shipped = Object.entries(products)
  const places = [
    ...new Set(
      shipped.flatMap(([, product]) => [...installedWith(lock, product), ...standingIn(product)]),
    ),
  ]
  const refOf = (place: string): string => {
    const found = lock.packages[place]
    if (found === undefined) throw new Error(`${place}: is not in the lock`)
    return purlOf(nameAt(place), found.version)
  }
  const inOrder = <T>(entries: ReadonlyMap<string, T>): readonly T[] =>
    [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
  const components = new Map(
    places.map((place) => [refOf(place), componentOf(lock, place, refOf(place))]),
  )
  const own = shipped.map(([name, product]) => ({
    component: {
      ...{ type: 'application', 'bom-ref': purlOf(name, version), name, version },
      licenses: [{ license: { id: 'MIT' } }],
    },
    dependency: {
      ref: purlOf(name, version),
      dependsOn: [
        ...new Set([...installedWith(lock, product), ...standingIn(product)].map(refOf)),
      ].toSorted(),
    },
  }))
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': purlOf('greengate-house', version) },
        ...{ name: 'greengate-house', version, licenses: [{ license: { id: 'MIT' } }] },
        components: own.map(({ component }) => component),
      },
    },
    components: inOrder(components),
    dependencies: own.map(({ dependency }) => dependency),
  }
  return `${JSON.stringify(bill, undefined, 2)}\n`
}

function componentOf(lock: Lock, place: string, ref: string): object {
  const { version = '', integrity } = lock.packages[place] ?? {}
  const [group, name] = /^(?:(@[^/]+)\/)?(.*)$/.exec(nameAt(place))?.slice(1) ?? []
  const licence = licenceOf(lock, place)
  const [algorithm, digest] = integrity?.split(/-(.*)/) ?? []
  return {
    ...{
      type: 'library',
      'bom-ref': ref,
      ...(group === undefined ? {} : { group }),
      name,
      version,
    },
    ...(algorithm === 'sha512' && digest !== undefined
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }
      : {}),
    licenses: licence === undefined ? [] : [licenceForm(licence)],
    purl: ref,
  }
}

const licenceForm = (licence: string): object =>
  licence.includes(' ') ? { expression: licence } : { license: { id: licence } }

if (import.meta.main) {
  writeFileSync(sbomPath, sbomOf(JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock))
}
