/** What is right in desk.yaml member by member, and cannot be so together. */
import { isScalar, isMap, isSeq, type Node } from 'yaml'
import { pairOf, type Place, type Reading } from '../../kiosk/station/configuration/shape.ts'

type Find = Reading['find']

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost', '[::1]'])

/** Finds all of it. */
export function findDeskConflicts({ node }: Place, find: Find): void {
  const listen = valueAt(node, 'listen')
  const signIn = valueAt(node, 'signIn')
  const host = scalarAt(listen, 'host') ?? '127.0.0.1'
  const origin = scalarAt(listen, 'origin')
  const hasTls = isMap(valueAt(listen, 'tls'))
  const isNear = loopback.has(host) && (origin === undefined || isNearOrigin(origin))
  const at = (of: Node | null | undefined, name: string, path: string): Place => ({
    node: valueAt(of, name) ?? of ?? null,
    path,
  })
  if (!loopback.has(host) && !hasTls) {
    const what = 'others on the way could read what is sent'
    find('exposed', at(listen, 'host', 'listen.host'), what, 'write tls:, or listen on 127.0.0.1')
  }
  if (origin?.startsWith('http:') === true && !isNearOrigin(origin)) {
    const what = 'browsers would send sessions in the clear'
    find('exposed', at(listen, 'origin', 'listen.origin'), what, 'write an https address')
  }
  findSignIn(signIn, isNear, find, at)
  findOrders(valueAt(node, 'orders'), find)
}

function findSignIn(
  signIn: Node | null | undefined,
  isNear: boolean,
  find: Find,
  at: (of: Node | null | undefined, name: string, path: string) => Place,
): void {
  if (!isMap(signIn)) return
  const isDevelopment = scalarAt(signIn, 'development') === 'true'
  const oidc = valueAt(signIn, 'oidc')
  if (!isDevelopment && oidc == null) {
    const here = { node: signIn, path: 'signIn' }
    find('missing-member', here, 'nobody could sign in', 'write oidc:, or development: true')
  }
  if (isDevelopment && !isNear) {
    const here = at(signIn, 'development', 'signIn.development')
    find('exposed', here, 'is for this machine alone', 'write oidc:, or listen on 127.0.0.1')
  }
  const vouches = valueAt(oidc, 'vouches')
  if (!isMap(vouches)) return
  const given = ['idType', 'idTypeClaim'].filter((name) => valueAt(vouches, name) != null)
  if (given.length === 1) return
  const here = { node: vouches, path: 'signIn.oidc.vouches' }
  find('conflict', here, 'says the type of card not once', 'write idType: or idTypeClaim:')
}

function findOrders(orders: Node | null | undefined, find: Find): void {
  if (!isSeq<Node>(orders)) return
  const seen = new Set<string>()
  for (const [index, order] of orders.items.entries()) {
    const path = `orders[${String(index)}]`
    const id = scalarAt(order, 'id')
    const keys = valueAt(order, 'keys')
    const threshold = Number(scalarAt(order, 'threshold'))
    if (isSeq(keys) && threshold > keys.items.length) {
      const here = { node: valueAt(order, 'threshold') ?? null, path: `${path}.threshold` }
      find('conflict', here, 'is more than there are keys', 'name more keys, or write less')
    }
    if (id !== undefined && seen.has(id)) {
      const here = { node: valueAt(order, 'id') ?? null, path: `${path}.id` }
      find('duplicate-name', here, 'another authority is called so', 'write an id of its own')
    }
    if (id !== undefined) seen.add(id)
  }
}

function isNearOrigin(origin: string): boolean {
  return URL.canParse(origin) && loopback.has(new URL(origin).hostname)
}

const valueAt = (node: Node | null | undefined, name: string): Node | null | undefined =>
  pairOf(node ?? null, name)?.value

const scalarAt = (node: Node | null | undefined, name: string): string | undefined => {
  const value = valueAt(node, name)
  return isScalar(value) && value.value !== null ? String(value.value) : undefined
}
