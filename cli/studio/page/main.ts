/** Starts the studio's page: the token of its address, the server behind it, and the one element that shows both. */
import { chooseLanguage } from '../../../verifier-web/elements/language.ts'
import { httpStudio } from './http-studio.ts'
import './rule-studio.ts'
import { takeToken } from './take-token.ts'

const studio = document.createElement('rule-studio')
document.body.append(studio)
await studio.begin(
  httpStudio({
    token: takeToken(window),
    onReach: (isThere) => {
      studio.reach(isThere)
    },
  }),
  chooseLanguage(navigator.languages),
)
