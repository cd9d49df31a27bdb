/** What reads other people's codes: a part of the page of its own, since most pages see only ours. */
export { allFormats as formats, warmUp } from 'greengate'
export { countryRules } from 'greengate/rules'
