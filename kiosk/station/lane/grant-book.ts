/** Who may pass and has not yet: grants in the order in which they were given, person by person. */

/** One grant. */
export interface Grant {
  /** The gate took the command, or somebody went through on it. */
  isTaken: boolean
  isOver: boolean
  left: number
  untilMs: number
}

/** The book of one lane. Whatever enters it leaves it by `pass`, `expire`, `releaseAll` or `refuse`, once. */
export interface GrantBook {
  /** People who may pass, whether the gate knows yet or not. */
  waiting(): number
  /** Whether some grant is not yet taken by the gate. */
  isAsking(): boolean
  ask(persons: number): Grant
  /** The gate took the command. */
  take(grant: Grant, untilMs: number): void
  /** The gate did not. */
  refuse(grant: Grant): void
  /**
   * So many went through: the oldest grants first; whoever is left has time again until `untilMs`.
   *
   * @returns How many of them had a grant.
   */
  pass(persons: number, untilMs: number): number
  /** Whether a grant was not used in time. */
  isDue(nowMs: number): boolean
  /** Whether a grant has time left. */
  isWaiting(nowMs: number): boolean
  /** Takes out what the gate took and nobody used in time; returns the number of people. */
  expire(nowMs: number): number
  /** Takes out everything that the gate took; returns the number of people. */
  passAll(): number
  /** Takes out everything; returns the number of people that the gate had been opened for. */
  releaseAll(): number
}

/** An empty book. */
export function openGrantBook(): GrantBook {
  let grants: Grant[] = []
  /** Ends those grants, and says for how many people the gate had taken them. */
  const end = (isOver: (grant: Grant) => boolean) => {
    let persons = 0
    for (const grant of grants.filter(isOver)) {
      if (grant.isTaken) persons += grant.left
      grant.isOver = true
    }
    grants = grants.filter((grant) => !grant.isOver)
    return persons
  }
  return {
    waiting: () => grants.reduce((sum, grant) => sum + grant.left, 0),
    isAsking: () => grants.some((grant) => !grant.isTaken),
    ask(persons) {
      const grant: Grant = { isTaken: false, isOver: false, left: persons, untilMs: Infinity }
      grants.push(grant)
      return grant
    },
    take(grant, untilMs) {
      if (grant.isOver) return
      grant.isTaken = true
      grant.untilMs = untilMs
    },
    refuse(grant) {
      end((one) => one === grant && !grant.isTaken)
    },
    pass(persons, untilMs) {
      let counted = 0
      for (const grant of grants) {
        const some = Math.min(grant.left, persons - counted)
        // Somebody is through on it: the gate has it, whatever it answers.
        if (some > 0) grant.isTaken = true
        grant.left -= some
        counted += some
      }
      end((grant) => grant.left === 0)
      for (const grant of grants) {
        if (grant.isTaken) grant.untilMs = untilMs
      }
      return counted
    },
    isDue: (nowMs) => grants.some((grant) => grant.untilMs <= nowMs),
    isWaiting: (nowMs) => grants.some((grant) => grant.untilMs > nowMs),
    expire: (nowMs) => end((grant) => grant.untilMs <= nowMs),
    passAll: () => end((grant) => grant.isTaken),
    releaseAll: () => end(() => true),
  }
}
