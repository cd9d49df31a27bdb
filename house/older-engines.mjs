/** Rewrites calls of what ECMAScript got after 2019, so that engines of that year run them too; nothing of the engine is changed. */

/** What each method does, in terms of 2019. */
const meanings = {
  at: '(list, i) => list[i < 0 ? list.length + i : i]',
  findLast: '(list, test) => list.slice().reverse().find(test)',
  findLastIndex:
    '(list, test) => { let i = list.length - 1; while (i >= 0 && !test(list[i])) i--; return i }',
  matchAll:
    '(text, pattern) => { const [each, found] = [new RegExp(pattern), []]; for (let one; (one = each.exec(text)); ) found.push(one); return found }',
  replaceAll: '(text, from, to) => text.split(from).join(to)',
  toReversed: '(list) => list.slice().reverse()',
  toSorted: '(list, order) => list.slice().sort(order)',
}
const helperOf = (name) => `older_${name}`
const ofObject =
  'const older_hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name)'

/** What the calls are replaced by. An object that has a method of the name keeps it. */
const helpers = [
  ofObject,
  ...Object.entries(meanings).map(
    ([name, meaning]) =>
      `const ${helperOf(name)} = (own => (object, ...given) => object.${name} ? object.${name}(...given) : own(object, ...given))(${meaning})`,
  ),
].join('\n')

/** Every call of one of the methods, outer ones first. */
function callsIn(node, found = []) {
  if (node === null || typeof node !== 'object') return found
  if (Array.isArray(node)) {
    for (const each of node) callsIn(each, found)
    return found
  }
  const { callee, type } = node
  if (type === 'CallExpression' && callee.type === 'MemberExpression' && !callee.computed) {
    const { name } = callee.property
    if (Object.hasOwn(meanings, name) || (name === 'hasOwn' && callee.object.name === 'Object'))
      found.push(node)
  }
  for (const [name, child] of Object.entries(node)) if (name !== 'parent') callsIn(child, found)
  return found
}

/**
 * Rewrites a module.
 *
 * @param {string} code
 * @param {(code: string) => object} parse
 */
export function forOlderEngines(code, parse) {
  const edits = callsIn(parse(code)).flatMap(({ start, callee, arguments: given }) => {
    const { object, property } = callee
    const open = code.indexOf('(', property.end) + 1
    if (property.name === 'hasOwn') return [[object.start, property.end, helperOf('hasOwn')]]
    const dot = code.lastIndexOf('.', property.start)
    return [
      [start, start, `${helperOf(property.name)}(`],
      [dot, open, given.length === 0 ? '' : ','],
    ]
  })
  let [text, at] = [`${helpers}\n`, 0]
  for (const [from, to, inserted] of edits.toSorted(([a], [b]) => a - b)) {
    text += code.slice(at, from) + inserted
    at = to
  }
  return text + code.slice(at)
}
