// A token by which a site vouches for a member, in Node:
//   node member_token.mjs KEYFILE DEBATE MEMBER [ROLE [WEIGHT]]
import { createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** The key of a file that `palabre key new` made: 32 bytes in base64url. */
export function siteKey(file) {
  const seed = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

/** `member` is a pseudonym for this debate alone, never a name or an address. Ends in ten minutes. */
export function makeToken(key, debate, member, { role = 'member', weight = 1, seconds = 600 } = {}) {
  const kid = createPublicKey(key).export({ format: 'jwk' }).x
  const now = Math.floor(Date.now() / 1000)
  const payload = { aud: debate, sub: member, jti: randomUUID(), role, weight, iat: now, exp: now + seconds }
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'EdDSA', typ: 'JWT', kid })}.${part(payload)}`
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, debate, member, role, weight] = process.argv.slice(2)
  console.log(makeToken(siteKey(file), debate, member, { role, weight: weight && Number(weight) }))
}
