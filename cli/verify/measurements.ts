/** Reads what is measured at a gate: `--on-site temperature=36.6`. */
import { OperatorError } from '../operator-error.ts'

/** @throws {@link OperatorError} */
export function measurements(pairs: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, number] = /^([\w-]+)=(-?\d+(?:\.\d+)?)$/.exec(pair) ?? []
      if (name === undefined || number === undefined) {
        throw new OperatorError(
          '--on-site: not a measurement; write a name and a number, such as temperature=36.6',
        )
      }
      return [name, Number(number)] as const
    }),
  )
}
