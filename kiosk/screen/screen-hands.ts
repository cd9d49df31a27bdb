/** What a person does with the screen: every button ends in one of these. */

/** The views call them; the element makes events of them. */
export interface ScreenHands {
  readonly switchLanguage: () => void
  readonly callStaff: () => void
  /** Somebody begins to say how many they are, or leaves it. */
  readonly choose: (begins: boolean) => void
  readonly group: (size: number) => void
  readonly handOver: (begins: boolean) => void
  readonly file: (file: File) => void
  /** Staff want their panel. */
  readonly openStaff: () => void
}
