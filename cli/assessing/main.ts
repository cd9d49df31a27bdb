/** Whose outcome a change of version or coverage can touch: asked of the rules, at the desk and in batches. */
export { answeredAlike, baseWithout, readsOf, type Known, type Pair } from './answers.ts'
export { compareGrounds, type Touched } from './compare-grounds.ts'
export { endless, limitsOf, sourcesUntil, type CoverageInForce, type Side } from './limits.ts'
export { isSameRule, pairsOf, whatDiffers } from './pairs.ts'
export { offSite } from './off-site.ts'
