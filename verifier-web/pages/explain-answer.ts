/** How a decision was made: a part of the page of its own, since few ask. */
export { explain } from 'greengate'
