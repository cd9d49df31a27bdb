/** Whether this page stands in a frame of another: what a `meta` policy cannot forbid, the page must see by itself. */

/** True in a frame, whoever made it. */
export function isFramed(): boolean {
  return window.parent !== window
}
