/** The order in which a rule set is written: that of docs/rules.md, whatever order its JSON has. */

const set = [
  ...['id', 'version', 'engine', 'title', 'effective', 'zone', 'previous', 'extends', 'change'],
  ...['accepts', 'parameters', 'valueSets', 'colours', 'rules', 'waivers', 'otherwise', 'cases'],
]
const rule = ['no', 'id', 'outcome', 'requires', 'when', 'unless', 'reason']
const orders: readonly (readonly [path: RegExp, order: readonly string[]])[] = [
  [/^$/, set],
  [/^rules\[\d+\]$/, rule],
  [/^(?:title|rules\[\d+\]\.reason)$/, ['zh', 'en']],
  [/^effective$/, ['from', 'until']],
  [/^zone$/, ['id', 'tzdata', 'offsets']],
  [/^(?:previous|extends)$/, ['id', 'version', 'sha256']],
  [/^change$/, ['type', 'how', 'basis', 'requestedBy', 'reviewedBy']],
  [/^accepts$/, ['assessments']],
  [/^accepts\.assessments\[\d+\]$/, ['issuer', 'set', 'minVersion', 'maxAge']],
  [/^parameters\.[^.]+$/, ['value', 'unit', 'overridable']],
  [/^rules\[\d+\]\.requires\[\d+\]$/, ['kind', 'maxAge']],
  [/^colours$/, ['pass', 'check', 'stop']],
  [/^waivers\[\d+\]$/, ['finding', 'no', 'reason']],
  [/^cases$/, ['count', 'sha256']],
]

/** The members that may stand at a path, in order; none where there are no fixed ones. */
export function membersAt(path: string): readonly string[] {
  return orders.find(([form]) => form.test(path))?.[1] ?? []
}

/**
 * The same value, its members in order; what is not known comes last, as it came.
 *
 * @param replace - Gives what stands in place of the value at a path, if anything does.
 */
export function inOrder(
  value: unknown,
  replace: (path: string, value: unknown) => unknown,
  path = '',
): unknown {
  const other = replace(path, value)
  if (other !== undefined) return other
  if (Array.isArray(value)) {
    return value.map((item, i) => inOrder(item, replace, `${path}[${String(i)}]`))
  }
  if (typeof value !== 'object' || value === null) return value
  const order = membersAt(path)
  const place = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => place(a) - place(b))
      .map(([name, member]) => [
        name,
        inOrder(member, replace, path === '' ? name : `${path}.${name}`),
      ]),
  )
}
