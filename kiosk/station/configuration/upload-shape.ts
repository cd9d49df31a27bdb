/** The shape of where a station sends its journal and its heartbeats: a collector over HTTP, or over NATS. */
import type { Node } from 'yaml'
import { may, must, object, optional } from './members.ts'
import {
  checked,
  choice,
  list,
  number,
  pairOf,
  path,
  text,
  type Place,
  type Reading,
} from './shape.ts'
import type { UploadConfiguration } from './station-configuration.ts'
import { webAddress } from './texts.ts'

const serverPattern = /^(nats|tls):\/\/(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/
const serverText = checked(
  text(serverPattern, 'an address such as tls://nats.example:4222, without a name or a password'),
  (value, at, reading) => {
    if (URL.canParse(value)) return true
    reading.find('wrong-value', at, 'is no address', 'write one such as tls://nats.example:4222')
    return false
  },
)

const nats = object({
  servers: must(list(serverText, 1), 'the servers, any of which will do'),
  as: optional(
    choice('key', 'certificate', 'creds'),
    'by what this station is known there: its own key, the certificate, or the creds; what is named, else its key',
  ),
  caFile: optional(path('there'), 'whom to believe who the servers are'),
  certFile: optional(path('there'), "the station's certificate"),
  keyFile: optional(path('private'), 'the private key of that certificate'),
  credsFile: optional(path('private'), 'the file of creds (JWT and seed)'),
})

const tls = object({
  cert: optional(path('there'), "the station's certificate"),
  key: optional(path('private'), 'the private key of that certificate'),
  ca: optional(path('there'), 'whom to believe who the collector is'),
})

/** `journal.upload`. */
export const uploadShape = object({
  to: optional(webAddress, 'where "greengate collect" listens; or nats, one of the two'),
  tls: optional(tls, 'who the station and the collector are to each other, over https'),
  nats: optional(nats, 'servers of NATS that the collector is connected to; or to, one of the two'),
  key: must(path('there'), "the file of the collector's public key"),
  heartbeatSeconds: may(number(5, 3_600), 'how often the collector is told how the station is', 60),
})

type UploadFile = NonNullable<ReturnType<typeof uploadShape.read>>

/** What was written; findConflicts has seen to it that it is one of the two. */
export function uploadConfiguration(file: UploadFile): UploadConfiguration {
  const { to, tls: secured, nats: by, key: keyFile, heartbeatSeconds } = file
  const rest = { keyFile, heartbeatSeconds }
  if (by === undefined) {
    const { cert: certFile, key: privateFile, ca: caFile } = secured ?? {}
    return { ...rest, to: { way: 'http', url: to ?? '', certFile, keyFile: privateFile, caFile } }
  }
  const { servers, caFile, certFile, keyFile: privateFile, credsFile } = by
  const as =
    by.as ?? (credsFile !== undefined ? 'creds' : certFile !== undefined ? 'certificate' : 'key')
  return {
    ...rest,
    to: { way: 'nats', servers, as, caFile, certFile, keyFile: privateFile, credsFile },
  }
}

/** One way or the other, and each whole. */
export function findUploadConflicts(journal: Node | null | undefined, find: Reading['find']): void {
  const upload = pairOf(journal ?? null, 'upload')
  if (upload === undefined) return
  const at: Place = { node: upload.value ?? upload.key, path: 'journal.upload' }
  const has = (of: Place, name: string) => pairOf(of.node, name)?.value != null
  const below = (of: Place, name: string): Place => ({
    node: pairOf(of.node, name)?.value ?? of.node,
    path: `${of.path}.${name}`,
  })
  if (has(at, 'to') && has(at, 'nats')) {
    find('conflict', below(at, 'nats'), 'records go to an address already', 'leave to or nats')
  } else if (!has(at, 'to') && !has(at, 'nats')) {
    find('missing-member', at, 'says not where records go', 'write to: or nats:')
  }
  const secured = below(at, 'tls')
  if (has(at, 'tls')) {
    const to = pairOf(at.node, 'to')?.value?.toString() ?? ''
    if (!to.startsWith('https:')) {
      find('conflict', secured, 'nothing is secured without https', 'write to: https://...')
    }
    findHalf(secured, 'cert', 'key')
  }
  if (!has(at, 'nats')) return
  const by = below(at, 'nats')
  findHalf(by, 'certFile', 'keyFile')
  const as = pairOf(by.node, 'as')?.value?.toString()
  const needed = as === 'creds' ? 'credsFile' : as === 'certificate' ? 'certFile' : undefined
  if (needed !== undefined && !has(by, needed)) {
    find('missing-member', by, `${needed} is missing`, `write ${needed}: or another as:`)
  }
  if (as !== undefined && as !== 'creds' && has(by, 'credsFile')) {
    const of = below(by, 'credsFile')
    find('conflict', of, 'the creds are not used', 'leave credsFile out, or write as: creds')
  }

  function findHalf(of: Place, one: string, other: string): void {
    for (const [here, gone] of [
      [one, other],
      [other, one],
    ] as const) {
      if (!has(of, here) || has(of, gone)) continue
      const what = `a certificate is of no use without its key`
      find('missing-member', below(of, here), what, `write ${gone}: beside ${here}:`)
    }
  }
}
