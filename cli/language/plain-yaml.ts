/** Refuses what YAML can say and JSON cannot, over tokens: in a loop, so that no text is too deep for it. */
import type { CST } from 'yaml'

export interface YamlFault {
  readonly start: number
  readonly end: number
  readonly message: string
}

/** Deepest nesting, that of every signed document. */
const maxDepth = 64
const strange: Readonly<Record<string, string>> = {
  anchor: 'no anchors here; write the value itself, or quotes around a text that begins with &',
  alias: 'no aliases here; write the value itself, or quotes around a text that begins with *',
  tag: 'no tags here; put quotes around a text that begins with !',
  directive: 'no directives here; begin with the members of the rule set',
}

/** What is not plain, and where the quoted texts begin, by the place of their ends. */
export function plainness(tokens: readonly CST.Token[]): {
  readonly faults: readonly YamlFault[]
  readonly quotes: ReadonlyMap<number, number>
} {
  const faults: YamlFault[] = []
  const quotes = new Map<number, number>()
  const rest = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { token, depth } = next
    if (depth > maxDepth) {
      return { faults: [{ start: token.offset, end: token.offset, message: tooDeep }], quotes }
    }
    for (const found of [token, ...propertiesOf(token)]) {
      const message = Object.hasOwn(strange, found.type) ? strange[found.type] : undefined
      if (message === undefined) continue
      const { length } = 'source' in found ? found.source : ''
      faults.push({ start: found.offset, end: found.offset + length, message })
    }
    if (token.type === 'document' && token.value !== undefined) {
      rest.push({ token: token.value, depth })
    } else if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
      quotes.set(token.offset + token.source.length, token.offset)
    } else if ('items' in token) {
      if (
        token.type === 'flow-collection' &&
        !token.end.some(({ source }) => /[\]}]/.test(source))
      ) {
        const { offset, source } = token.start
        const message = `the ${source} that begins here is never closed`
        faults.push({ start: offset, end: offset + 1, message })
      }
      for (const { key, value } of token.items) {
        if (key && 'items' in key) {
          const message = 'expected a name, but found a list or members'
          faults.push({ start: key.offset, end: key.offset + 1, message })
        }
        for (const inner of [key, value]) if (inner) rest.push({ token: inner, depth: depth + 1 })
      }
    }
  }
  return { faults, quotes }
}

const tooDeep = 'nested too deep; nothing of a rule set is'

function propertiesOf(token: CST.Token): readonly CST.SourceToken[] {
  if (token.type === 'document') return token.start
  if (!('items' in token)) return []
  return token.items.flatMap(({ start, sep }) => [...start, ...(sep ?? [])])
}
