/** A client of TUF repositories made of the functions that accept our own bundles: the workflow of TUF section 5. */
import { followRoots, isRecovery } from '../bundle/accept-root.ts'
import { refuseOtherBytes } from '../bundle/accept-snapshot.ts'
import { refuseBelow, refuseExpired, type Floor } from '../bundle/floors.ts'
import { refuseOtherVersion } from '../bundle/open-member.ts'
import { openInTurn } from '../bundle/open-root.ts'
import { digestOf } from '../bundle/payload.ts'
import { refused } from '../bundle/refused.ts'
import {
  listedBy,
  parseTuf,
  parseTufKeys,
  parseTufRole,
  refuseUnsigned,
  shape,
  type TufDocument,
  type TufRole,
} from './tuf-metadata.ts'

/** A repository: bytes by path, under `metadata/` and `targets/`. */
export type TufFiles = (path: string) => Uint8Array | undefined

const topRoles = ['root', 'timestamp', 'snapshot', 'targets'] as const

interface TufRoot extends TufDocument {
  readonly roles: Readonly<Record<(typeof topRoles)[number], TufRole>>
}

/** A document that was taken. */
export type TufHeld = TufDocument & Floor

/** What a client knows: at the least its root. */
export interface TufState {
  readonly root: TufRoot
  readonly timestamp?: TufHeld
  readonly snapshot?: TufHeld
  readonly targets?: TufHeld
}

async function openTufRoot(bytes: Uint8Array, name: string, before?: TufRoot): Promise<TufRoot> {
  const document = parseTuf(bytes, 'root')
  const read = async (): Promise<TufRoot> => {
    const keys = await parseTufKeys(document.signed.get('keys'))
    const roles = shape.entries(document.signed.get('roles'), 'roles', (item, at) =>
      parseTufRole(item, at, keys),
    )
    return { ...document, roles: Object.fromEntries(roles) as TufRoot['roles'] }
  }
  const { root } = await openInTurn<TufRoot, number>(name, before, {
    read,
    refuseUnsigned: ({ roles }) => refuseUnsigned(document, roles.root),
  })
  return root
}

/** Begins with a root from a trusted hand. @throws GreengateError `ERR_BUNDLE_...`, `ERR_KEY_...` */
export async function pinTuf(bytes: Uint8Array): Promise<TufState> {
  const { version } = parseTuf(bytes, 'root')
  return { root: await openTufRoot(bytes, `root/${String(version)}`) }
}

/** Follows roots, then takes timestamp, snapshot and targets. @throws GreengateError `ERR_BUNDLE_...` */
export async function refreshTuf(
  state: TufState,
  files: TufFiles,
  seconds: number,
): Promise<TufState> {
  const root = await followRoots(state.root, async (name, before) => {
    const bytes = files(`metadata/${name.slice('root/'.length)}.root.json`)
    return bytes && openTufRoot(bytes, name, before)
  })
  refuseExpired(root.expires, seconds, 'root')
  const floor: Omit<TufState, 'root'> = isRecovery(state.root, root) ? {} : state
  const { roles } = root
  const timestamp = await take(files, 'timestamp', undefined, roles, floor.timestamp, seconds)
  const { signed } = timestamp
  refuseOlder(floor.timestamp, timestamp)
  const listed = metaOf(signed).get('snapshot.json')
  const snapshot = await take(files, 'snapshot', listed, roles, floor.snapshot, seconds)
  refuseOlder(floor.snapshot, snapshot)
  const meta = metaOf(snapshot.signed).get('targets.json')
  const targets = await take(files, 'targets', meta, roles, floor.targets, seconds)
  return { root, timestamp, snapshot, targets }
}

const metaOf = (signed: TufDocument['signed']): ReadonlyMap<string, unknown> =>
  shape.entries(signed.get('meta'), 'meta', (item) => item)

/** No version that one document names falls below the one that it named before (TUF 5.4.3.2, 5.5.5). */
function refuseOlder(before: TufHeld | undefined, after: TufHeld): void {
  if (before === undefined) return
  for (const [name, known] of metaOf(before.signed)) {
    const next = metaOf(after.signed).get(name)
    if (next === undefined) throw refused('ERR_BUNDLE_ROLLBACK', 'drops a document')
    const [version, least] = [next, known].map((each) => listedBy(each, name).version ?? 0)
    const floor = { version: least ?? 0, sha256: '' }
    refuseBelow(floor, { version: version ?? 0, sha256: '' }, carried(name, after.payload))
  }
}

const carried = (name: string, payload: Uint8Array) => ({
  name,
  payload,
  signatures: new Uint8Array(0),
})

/** Takes a document as it was listed, signed by the role of its name, not older than the floor, not expired. */
async function take(
  files: TufFiles,
  name: string,
  meta: unknown,
  roles: Readonly<Record<string, TufRole>>,
  floor: Floor | undefined,
  seconds: number,
): Promise<TufHeld> {
  const listed = meta === undefined ? undefined : listedBy(meta, name)
  const prefix = listed === undefined ? '' : `${String(listed.version)}.`
  const bytes = need(files, `metadata/${prefix}${name}.json`)
  if (listed !== undefined) await refuseUnlike(name, bytes, listed)
  const isTop = topRoles.some((each) => each === name)
  const document = parseTuf(bytes, isTop ? name : 'targets')
  await refuseUnsigned(document, roles[name] as TufRole)
  if (listed !== undefined) refuseOtherVersion(document.version, { version: listed.version ?? 0 })
  const held = { ...document, sha256: await digestOf(document.payload) }
  refuseBelow(floor, held, carried(name, document.payload))
  refuseExpired(document.expires, seconds, name)
  return held
}

async function refuseUnlike(
  name: string,
  bytes: Uint8Array,
  { length = bytes.length, sha256 }: ReturnType<typeof listedBy>,
): Promise<void> {
  const found = await digestOf(bytes)
  refuseOtherBytes(carried(name, bytes), found, { version: 0, length, sha256: sha256 ?? found })
}

function need(files: TufFiles, path: string): Uint8Array {
  const bytes = files(path)
  if (bytes === undefined) throw refused('ERR_BUNDLE_MEMBER_MISSING', 'lacks a file')
  return bytes
}

/** The bytes of a target, by way of whoever was delegated its path. @throws GreengateError `ERR_BUNDLE_...` */
export async function fetchTarget(
  { snapshot, targets }: TufState,
  files: TufFiles,
  path: string,
  seconds: number,
): Promise<Uint8Array> {
  let document = targets as TufHeld
  for (;;) {
    const entry = shape.entries(document.signed.get('targets'), 'targets', (item) => item).get(path)
    if (entry !== undefined) {
      const listed = listedBy(entry, path)
      const hex = Buffer.from(listed.sha256 ?? '', 'base64url').toString('hex')
      const bytes = need(files, `targets/${path.replace(/[^/]+$/, `${hex}.$&`)}`)
      await refuseUnlike(path, bytes, listed)
      return bytes
    }
    const [name, role] = await delegateOf(document, path)
    const meta = metaOf((snapshot as TufHeld).signed).get(`${name}.json`)
    document = await take(files, name, meta ?? {}, { [name]: role }, undefined, seconds)
  }
}

/** The first role that is delegated a path; the corpus needs no going back. */
async function delegateOf({ signed }: TufDocument, path: string): Promise<[string, TufRole]> {
  const delegations = shape.entries(signed.get('delegations'), 'delegations', (item) => item)
  const keys = await parseTufKeys(delegations.get('keys'))
  const roles = shape.list(delegations.get('roles'), 'roles', (item, at) =>
    shape.entries(item, at, (value) => value),
  )
  const role = roles.find((each) =>
    shape.list(each.get('paths'), 'paths', shape.text).some((glob) => isMatch(path, glob)),
  )
  if (role === undefined) throw refused('ERR_BUNDLE_MEMBER_MISSING', 'nobody has the target')
  const name = shape.text(role.get('name'), 'name')
  return [name, parseTufRole(Object.fromEntries(role), name, keys)]
}

/** A star stands for any text without a slash. */
function isMatch(path: string, glob: string): boolean {
  const parts = glob.split('*').map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]*')}$`).test(path)
}
