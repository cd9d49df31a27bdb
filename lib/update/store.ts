/** What every store of bundles offers: two generations, floors, proofs. A store knows nothing of what they say. */

/** What a store holds. */
export interface Stored {
  /** Up to two, in any order. */
  readonly generations: readonly Uint8Array[]
  readonly floors: Uint8Array | undefined
}

/** What is to be kept. */
export interface Saving {
  /** The number of the newest generation that the one who saves knows of; 0 where there is none. */
  readonly after: number
  /** The number of the generation that is kept from now on. */
  readonly number: number
  /** It belongs in the place `number % 2`. Absent: the floors alone are raised. */
  readonly generation?: Uint8Array
  readonly floors: Uint8Array
}

/** Where bundles are kept from one start to the next. */
export interface BundleStore {
  /** Reads what is there. A part that is torn is given as it is: whoever opens it sees that. */
  read(): Promise<Stored>
  /**
   * Keeps a generation and then, once it is durable, the floors. Both are durable when the promise is fulfilled; after
   * a crash the generation before is whole, or this one is.
   *
   * @returns false, and nothing is kept, where somebody else has saved since `after`.
   */
  save(saving: Saving): Promise<boolean>
  /** Keeps proof of equivocation under its digest; the first sixteen stay, so that none is flooded out. */
  saveProof(name: string, proof: Uint8Array): Promise<void>
  /** Every proof that was kept. */
  proofs(): Promise<readonly Uint8Array[]>
}

/** Proofs that a store keeps. */
export const maxProofs = 16

/** The place of a generation. */
export function placeOf(number: number): 0 | 1 {
  return number % 2 === 0 ? 0 : 1
}
