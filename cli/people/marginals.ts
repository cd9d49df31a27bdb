/** How common everything is among synthetic people, as one table: what stands under "guess" was measured by nobody. */

/**
 * Per million unless another unit is said.
 *
 * "Census" is China's of 2020, rounded to what a table of percentages gives; Zhejiang is a little older. Everything
 * else describes spring 2020 in an unhurt province and is a guess, made high enough that rare things can be seen
 * among some thousand people.
 */
export const marginals = {
  /** Census: ages in groups of five years, from 0 to 4 up to 95 to 99, per ten thousand. */
  ages: [
    552, 639, 604, 515, 531, 652, 880, 702, 659, 810, 859, 718, 521, 525, 352, 221, 144, 77, 31, 8,
  ],
  /** Census: households of one to six people, per thousand. A child may live alone here: ages are drawn apart. */
  households: [254, 297, 210, 132, 62, 45],
  /** Guess: resident card, passport, other (permits of Hong Kong, Macau and Taiwan; none). */
  idTypes: [985_000, 9_000, 6_000],
  /** Guess: no birth date is known. */
  unknownPerson: 5_000,

  /** Guesses: what befell a person in the last thirty days, at most one thing of each. */
  plights: {
    well: 955_000,
    ill: 1_000,
    close: 4_000,
    secondary: 8_000,
    returned: 15_000,
    feverish: 12_000,
    entered: 5_000,
  },
  /** Guesses: quarantined after each; of those whose days are over, it was completed. */
  quarantined: { close: 950_000, secondary: 350_000, returned: 700_000, entered: 850_000 },
  quarantineCompleted: 930_000,
  /** Guess: seen at a fever clinic, of those feverish, and cleared there. */
  clinic: 600_000,
  clinicCleared: 800_000,
  /** Guess: a colour was assessed or ordered earlier, of those whom something befell. */
  assessedPlight: 700_000,
  /** Guess: the same for everybody else. */
  assessedWell: 50_000,
  ordered: 600,

  /** Guess: tested at least once in the last three weeks; up to three times. */
  tested: 350_000,
  /** Guesses: pcr, antigen, antibody. */
  testMethods: [880_000, 70_000, 50_000],
  /** Guesses, of people who are not ill: negative, positive, inconclusive. */
  testResults: [993_000, 1_000, 6_000],
  /** Guess: 2020 had none but in trials; later rule sets ask for it. */
  vaccinated: 120_000,
  /** Guess: travelled in the last thirty days, anywhere. */
  travelled: 200_000,

  /** Guess: reports daily; those whom something befell do so more often. */
  reports: 250_000,
  reportsPlight: 850_000,
  /** Guess: a day without a report, of those who report. */
  reportMissed: 30_000,
  /** Guess: a report says unwell or feverish, of people who are neither ill nor feverish. */
  reportUnwell: 2_000,
  /** Guess: was measured somewhere in the last three days. */
  temperature: 150_000,
  /** Guess: the codes of the household's other members are linked. */
  linked: 600_000,

  /** Guess: is measured at the gate, and has fever there. */
  measured: 700_000,
  fever: 6_000,
  /** Guesses: some kinds are not covered; coverage is days old; one field of one fact is blank. */
  uncovered: 50_000,
  stale: 30_000,
  blank: 10_000,

  /** Guess: is from outside Zhejiang. */
  outside: 40_000,
} as const
