/** The speeds that scanners can be set to; they leave the factory at 9,600. */
export const scannerBauds: readonly number[] = [
  1_200, 2_400, 4_800, 9_600, 14_400, 19_200, 28_800, 38_400, 57_600, 115_200,
]
