/** Finds cells for variables in which formulas hold, by narrowing and trying, within a number of steps. */
import { negate, type Formula } from './formula.ts'
import type { Variable } from './variable.ts'

/** For each variable the cells that it may still be in; a variable that is not there may be in all. */
export type Masks = ReadonlyMap<Variable, bigint>

/** What holds of the variables beside the formulas. */
export interface Theory {
  /** False only where no values are possible in these cells. */
  readonly isPossible: (masks: Masks) => boolean
  /** Whether cells in which all formulas hold will do. */
  readonly accept: (masks: Masks) => boolean
}

/** How many more steps may be taken. */
export interface Budget {
  steps: number
}

/** `spent`: there were not enough steps to say. */
export type Answer = 'found' | 'none' | 'spent'

/** The cells that a variable may still be in. */
export function maskOf(masks: Masks, variable: Variable): bigint {
  return masks.get(variable) ?? variable.all
}

/** Searches for cells in which all formulas hold and which the theory accepts. */
export function solve(
  formulas: readonly Formula[],
  theory: Theory,
  budget: Budget,
  known: Masks = new Map(),
): Answer {
  if (budget.steps-- <= 0) return 'spent'
  const narrowed = narrow(formulas, known)
  if (narrowed === undefined) return 'none'
  const { masks, choices } = narrowed
  if (!theory.isPossible(masks)) return 'none'
  const choice = smallest(choices)
  if (choice === undefined) return theory.accept(masks) ? 'found' : 'none'
  const rest = choices.filter((other) => other !== choice)
  const tried: Formula[] = []
  for (const branch of choice.of) {
    const answer = solve([branch, ...tried, ...rest], theory, budget, masks)
    if (answer !== 'none') return answer
    // What was tried needs no second try inside another branch.
    tried.push(negate(branch))
  }
  return 'none'
}

type Choice = Extract<Formula, { of: unknown }>

/** Narrows cells by all that must hold; what is left are choices. Undefined: it cannot hold. */
function narrow(
  formulas: readonly Formula[],
  known: Masks,
): { readonly masks: Masks; readonly choices: readonly Choice[] } | undefined {
  const masks = new Map(known)
  let open: readonly Formula[] = formulas
  for (;;) {
    const choices: Choice[] = []
    let isNarrower = false
    const queue = [...open]
    for (let formula = queue.pop(); formula !== undefined; formula = queue.pop()) {
      if (formula.is === 'constant') {
        if (!formula.value) return undefined
      } else if (formula.is === 'leaf') {
        const before = maskOf(masks, formula.variable)
        const after = before & formula.mask()
        if (after === 0n) return undefined
        if (after !== before) isNarrower = true
        masks.set(formula.variable, after)
      } else if (formula.is === 'and') {
        queue.push(...formula.of)
      } else {
        const left = formula.of.filter((branch) => truthIn(branch, masks) !== false)
        const [first] = left
        if (first === undefined) return undefined
        if (left.length === 1) queue.push(first)
        else if (!left.some((branch) => truthIn(branch, masks) === true)) {
          choices.push({ ...formula, of: left })
        }
      }
    }
    if (!isNarrower) return { masks, choices }
    open = choices
  }
}

/** Whether a formula holds in all cells, or in none. */
function truthIn(formula: Formula, masks: Masks): boolean | undefined {
  switch (formula.is) {
    case 'constant':
      return formula.value
    case 'leaf': {
      const mask = maskOf(masks, formula.variable)
      const both = mask & formula.mask()
      return both === 0n ? false : both === mask ? true : undefined
    }
    case 'and':
    case 'or': {
      const decisive = formula.is === 'or'
      let result: boolean | undefined = !decisive
      for (const part of formula.of) {
        const truth = truthIn(part, masks)
        if (truth === decisive) return decisive
        if (truth === undefined) result = undefined
      }
      return result
    }
  }
}

function smallest(choices: readonly Choice[]): Choice | undefined {
  let best: Choice | undefined
  for (const choice of choices) {
    if (best === undefined || choice.of.length < best.of.length) best = choice
  }
  return best
}
