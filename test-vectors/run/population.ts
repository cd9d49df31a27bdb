/** Runs population/: hashes of numbers, what sets answer, and files that must be refused. */
import type { Api, Trial } from './api.ts'
import { fromBase64url, fromHex, hex } from './bytes.ts'

type Answer = number | 'green' | 'unchanged' | boolean

interface Case {
  readonly id: string
  readonly kind: 'covered' | 'not-green' | 'patch'
  readonly key: string
  readonly type: string
  readonly number?: string
  readonly hash?: string
  readonly data: string
  readonly universe?: { readonly count: number; readonly digest: string }
  readonly answers?: readonly { readonly number: string; readonly answer: Answer }[]
  readonly error?: string
}

const bytesOf = (hash: Uint32Array): Uint8Array => {
  const bytes = new Uint8Array(hash.length * 4)
  const view = new DataView(bytes.buffer)
  hash.forEach((word, at) => {
    view.setUint32(at * 4, word, true)
  })
  return bytes
}

/** Opens a set: its universe, and what it answers. */
const open = (api: Api, kind: Case['kind'], data: Uint8Array) => {
  if (kind === 'covered') {
    const set = api.openCovered(data)
    return { universe: set.universe, ask: (hash: Uint32Array): Answer => set.has(hash) }
  }
  const set = kind === 'patch' ? api.openPatch(data) : api.openNotGreen(data)
  const otherwise = kind === 'patch' ? 'unchanged' : 'green'
  return {
    universe: set.universe,
    ask: (hash: Uint32Array): Answer => set.lookUp(hash) ?? otherwise,
  }
}

/** One trial a case: a set answers all that it is asked, or is refused. */
export const population = (api: Api, file: { readonly cases: readonly Case[] }): Trial[] =>
  file.cases.map(({ id, kind, key, type, number, hash, data, universe, answers = [], error }) => ({
    id,
    expected:
      error !== undefined ? { error } : hash !== undefined ? { hash } : { universe, answers },
    got: () => {
      if (number !== undefined) {
        return { hash: hex(bytesOf(api.hashNumber(fromHex(key), type, number))) }
      }
      const set = open(api, kind, fromBase64url(data))
      return {
        universe: { count: set.universe.count, digest: api.universeDigest(set.universe) },
        answers: answers.map((asked) => ({
          number: asked.number,
          answer: set.ask(api.hashNumber(fromHex(key), type, asked.number)),
        })),
      }
    },
  }))
