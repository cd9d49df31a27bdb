/** What a rule's CertLogic reads: every path with its place, inside and outside of reductions. */

/** A path that is read. */
export interface DataAccess {
  readonly path: string
  /** Where it stands: `rules[3].rule.Logic.and[0].var`. */
  readonly at: string
  /** Of a path inside a `reduce`, which reads `accumulator` and `current`: the path that is reduced, where it is one. */
  readonly over?: string | null
}

/** What a walk through an expression finds. */
export interface DataAccesses {
  readonly all: readonly DataAccess[]
  /** Where each part stands, by the part itself. */
  readonly places: ReadonlyMap<unknown, string>
}

/**
 * Walks through an expression. What is no CertLogic is passed over: `validateCertLogic` tells it.
 *
 * @param at - Where the expression stands.
 */
export function dataAccessesOf(logic: unknown, at: string): DataAccesses {
  const all: DataAccess[] = []
  const places = new Map<unknown, string>()
  visit(logic, at, undefined, (access) => all.push(access), places)
  return { all, places }
}

/** `over`: undefined outside of a reduction, null inside of one over what is no path. */
function visit(
  logic: unknown,
  at: string,
  over: string | null | undefined,
  found: (access: DataAccess) => void,
  places: Map<unknown, string>,
): void {
  if (typeof logic !== 'object' || logic === null) return
  places.set(logic, at)
  if (Array.isArray(logic)) {
    logic.forEach((item, i) => {
      visit(item, `${at}[${String(i)}]`, over, found, places)
    })
    return
  }
  for (const [operator, operands] of Object.entries(logic) as [string, unknown][]) {
    const inner = `${at}.${operator}`
    if (operator === 'var') {
      if (typeof operands === 'string') {
        found({ path: operands, at: inner, ...(over === undefined ? {} : { over }) })
      }
    } else if (operator === 'reduce' && Array.isArray(operands)) {
      const list: unknown = operands[0]
      visit(list, `${inner}[0]`, over, found, places)
      visit(operands[1], `${inner}[1]`, over === undefined ? pathOf(list) : null, found, places)
      visit(operands[2], `${inner}[2]`, over, found, places)
    } else {
      visit(operands, inner, over, found, places)
    }
  }
}

function pathOf(logic: unknown): string | null {
  if (typeof logic !== 'object' || logic === null || !('var' in logic)) return null
  return typeof logic.var === 'string' ? logic.var : null
}
