// A site that signs tokens, and a hub that knows its key.
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { folder, startHub } from './hub.mjs'

const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A site: its key, and tokens of which everything can be changed. */
export class Site {
  #used = 0
  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.privateKey = privateKey
    this.key = publicKey.export({ format: 'jwk' }).x
  }

  token(claims = {}, header = {}) {
    const now = Math.floor(Date.now() / 1000)
    const jti = `token ${++this.#used}`
    const payload = { aud: 'example.org/square', sub: 'm-1', jti, iat: now, exp: now + 600, ...claims }
    const text = `${part({ alg: 'EdDSA', typ: 'JWT', ...header })}.${part(payload)}`
    return `${text}.${sign(null, Buffer.from(text), this.privateKey).toString('base64url')}`
  }
}

/** A hub whose configuration holds `config`, and this of its site example.org. */
export async function hubOf(t, site, config = {}) {
  const data = folder(t)
  const sites = [{ name: 'example.org', ...site }]
  writeFileSync(`${data}/hub.json`, JSON.stringify({ sites, key_rate: 600, address_rate: 60000, ...config }))
  const start = () => startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  return { hub: await start(), again: start, data: `${data}/hub` }
}
