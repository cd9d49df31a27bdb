/** What is wrong with a file that is no picture: apart from what opens pictures, which is fetched when there is one. */

/** Why a file is no picture for us. */
export type PictureProblem =
  /** The browser cannot show it. */
  | 'unknown'
  /** It is of the kind that iPhones take, and this browser cannot show those: a screenshot, or JPEG, can be. */
  | 'heic'
  /** To look at it would take more memory than a phone has. */
  | 'too-large'

/** The file is not a picture that can be read here; `problem` says why. */
export class PictureError extends Error {
  override name = 'PictureError'
  readonly problem: PictureProblem
  constructor(problem: PictureProblem, options?: ErrorOptions) {
    super(`picture ${problem}`, options)
    this.problem = problem
  }
}
