/** The part of desk.yaml that says how people and officers sign in. */
import { may, must, object, optional } from '../../kiosk/station/configuration/members.ts'
import { flag, path, text } from '../../kiosk/station/configuration/shape.ts'

const claimText = text(/^[\w.:/-]{1,128}$/, 'the name of a claim')

/** What a provider vouches for, by the names of its claims. */
const vouches = object({
  idType: optional(
    text(/^[a-z-]{2,40}$/, 'a type of card, such as cn-resident-id'),
    'the type of card, where all have one',
  ),
  idTypeClaim: optional(claimText, 'or the claim that says the type of card'),
  number: must(claimText, 'the claim with the number of the card'),
  name: must(claimText, 'the claim with the name'),
  birthDate: optional(claimText, 'the claim with the day of birth'),
})

const oidc = object({
  issuer: must(
    text(/^https?:\/\/\S+$/, 'the address of the provider'),
    'the provider, as its tokens name it',
  ),
  clientId: must(
    text(/^\S{1,200}$/, 'the id that the provider gave'),
    'what the provider calls this desk',
  ),
  clientSecret: optional(path('private'), 'the file of the secret that it gave'),
  scope: may(
    text(/^[\w: ./-]{1,200}$/, 'scopes, such as openid profile'),
    'what is asked for',
    'openid',
  ),
  vouches: optional(vouches, 'the claims that verify who somebody is; absent: nobody is verified'),
})

/** The shape. */
export const signInShape = object({
  development: may(
    flag,
    'codes on the terminal of the desk: to try it on this machine, and nothing else',
    false,
  ),
  oidc: optional(oidc, 'an OpenID Connect provider'),
})
