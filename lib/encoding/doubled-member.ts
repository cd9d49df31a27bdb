/** Finds members that are stated twice: a JSON parser takes the last one, and another reader the first. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gsu

/** Whether an object in a text that is JSON states a member twice, however its name is spelt. */
export function hasDoubledMember(json: string): boolean {
  /** The names in the objects around this place; null: an array. */
  const around: (Set<string> | null)[] = []
  let last = ''
  for (const [text] of json.matchAll(token)) {
    if (text === '{') around.push(new Set())
    else if (text === '[') around.push(null)
    else if (text === '}' || text === ']') around.pop()
    else if (text === ':') {
      const name = JSON.parse(last) as string
      const names = around.at(-1)
      if (names?.has(name) === true) return true
      names?.add(name)
    }
    last = text
  }
  return false
}
