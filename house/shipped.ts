/** What ships, and of which packages it is made, as the lock has them. */

/** A package as the lock has it. */
export interface LockedPackage {
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The lock, as far as it is read here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** One thing that ships. */
export interface Product {
  /** The folder of its manifest in the lock: what npm installs with it. */
  readonly manifest?: string
  /** Packages that whoever installs it otherwise puts beside it. */
  readonly beside?: readonly string[]
  /** Packages that stand in its files. */
  readonly inside: readonly string[]
  /** Folders of its files, each with a LICENSES.txt that names those packages. */
  readonly folders: readonly string[]
}

const lit = ['@lit/reactive-element', 'lit-element', 'lit-html']
const reader = ['@zxing/library', 'ts-custom-error', 'zxing-wasm']
const picture = ['dijkstrajs', 'qrcode']
const charts = ['echarts', 'echarts/node_modules/tslib', 'zrender', 'zrender/node_modules/tslib']
const editor = [
  ...['autocomplete', 'commands', 'lang-yaml', 'language', 'lint', 'merge', 'search'].map(
    (name) => `@codemirror/${name}`,
  ),
  ...['@codemirror/state', '@codemirror/view', '@lezer/common', '@lezer/highlight'],
  ...['@lezer/lr', '@lezer/yaml', '@marijn/find-cluster-break', 'crelt', 'style-mod'],
  ...['w3c-keyname', 'yaml'],
]
/** The library as a page has it: readers of certificates and all. */
const library = [
  ...['@noble/hashes', '@peculiar/utils', 'asn1js', 'bytestreamjs', 'idb', 'pkijs', 'tweetnacl'],
]

/** All that ships. */
export const products: Readonly<Record<string, Product>> = {
  greengate: {
    manifest: 'lib',
    inside: ['@noble/curves', '@noble/hashes', 'tweetnacl', ...reader],
    folders: ['lib/dist', 'lib/dist/element'],
  },
  'greengate-cli': {
    manifest: 'cli',
    inside: [...lit, ...picture, ...charts, ...editor, 'idb', 'tweetnacl'],
    folders: ['cli/dist', 'cli/dist/desk', 'cli/dist/fleet', 'cli/dist/studio'],
  },
  'greengate-kiosk': {
    manifest: 'lib',
    beside: [
      ...['@nats-io/nkeys', '@nats-io/transport-node', 'electron', 'iconv-lite', 'modbus-serial'],
      ...['mrz', 'node-hid', 'serialport', 'sirv', 'ws', 'yaml'],
    ],
    inside: [...lit, ...picture, ...reader],
    folders: ['kiosk/screen/dist'],
  },
  'greengate-verifier-web': {
    inside: [
      ...[...lit, ...library, ...picture, ...reader, '@lit/localize'],
      ...['core', 'precaching', 'routing', 'strategies', 'window'].map((name) => `workbox-${name}`),
    ],
    folders: ['verifier-web/dist', 'verifier-web/dist/embedded'],
  },
}

const above = (place: string): string =>
  place.includes('node_modules/')
    ? place.slice(0, place.lastIndexOf('node_modules/')).replace(/\/$/, '')
    : ''

/** Where the lock has a package that another one asks for: within it, or within one above it. */
function placeOf(lock: Lock, from: string, name: string): string | undefined {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (place in lock.packages) return place
  return from === '' ? undefined : placeOf(lock, above(from), name)
}

/** The places in the lock of all that is installed with packages, they themselves among them. */
function closureOf(lock: Lock, places: readonly string[]): readonly string[] {
  const found = new Set(places)
  for (const place of found) {
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[place] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = placeOf(lock, place, name)
      // What is optional may not be in the lock; what is not, npm ci has already asked for.
      if (at !== undefined && lock.packages[at]?.link !== true) found.add(at)
    }
  }
  return [...found].toSorted()
}

/** The name of the package at a place. */
export const nameAt = (place: string): string => place.split('node_modules/').at(-1) ?? place

/** Places in the lock of what is installed with a product. */
export const installedWith = (
  lock: Lock,
  { manifest, beside = [] }: Product,
): readonly string[] => {
  const from = manifest === undefined ? [] : [manifest]
  const places = closureOf(lock, [...from, ...beside.map((name) => `node_modules/${name}`)])
  return places.filter((place) => place.includes('node_modules/'))
}

/** Places in the lock of what stands in its files. */
export const standingIn = ({ inside }: Product): readonly string[] =>
  inside.map((name) => `node_modules/${name}`)

/** The licence of a package; the lock is silent about those whose manifests are. */
export const licenceOf = (lock: Lock, place: string): string | undefined =>
  lock.packages[place]?.license ?? unsaid[nameAt(place)]

/** As their LICENSE files have it. */
const unsaid: Readonly<Record<string, string>> = { 'png-js': 'MIT' }
