// The folders and configurations of hubs that share debates through NATS.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a new key, or leaves the one that is there; the public key. */
function keyIn(command, file) {
  const kept = `${file}.public`
  if (!existsSync(file)) writeFileSync(kept, execFileSync(command, ['key', 'new', file], { encoding: 'utf8' }).trim())
  return readFileSync(kept, 'utf8')
}

/**
 * Prepares `count` hubs below `folder`: a folder for each, with its key, and a configuration file that names all of
 * them. `[{folder, config, clerk}]`; `settings` stand in each configuration.
 */
export function prepareHubs(command, folder, servers, settings = {}, count = 3) {
  mkdirSync(folder, { recursive: true })
  const opener = join(folder, 'opener.key')
  keyIn(command, opener)
  const hubs = Array.from({ length: count }, (_, index) => {
    const name = `hub-${index + 1}`
    const own = join(folder, name)
    mkdirSync(own, { recursive: true })
    return { name, folder: own, clerk: keyIn(command, join(own, 'clerk.key')), config: join(folder, `${name}.json`) }
  })
  const clerks = hubs.map(hub => hub.clerk)
  for (const { name, folder: data, config } of hubs) {
    const cluster = { servers, key: opener, clerks }
    writeFileSync(config, JSON.stringify({ data, name, cluster, ...settings }, null, 2))
  }
  return hubs
}
