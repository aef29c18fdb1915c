// tools/demo cluster: three NATS servers and three hubs on this machine, each with its readers' page, until Ctrl-C.
//
//   node tools/demo-cluster.mjs --hub COMMAND [--port 8081]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareHubs } from './cluster.mjs'
import { startDemoHub } from './demo-hub.mjs'
import { startServers } from './nats-servers.mjs'
import { serve } from './serve.mjs'

const { values } = parseArgs({ options: { hub: { type: 'string' }, port: { type: 'string', default: '8081' } } })
const folder = mkdtempSync(join(tmpdir(), 'palabre-cluster-'))
const running = []
const end = async () => {
  for (const each of running.reverse()) await each()
  rmSync(folder, { recursive: true, force: true })
}
process.once('SIGINT', () => end().then(() => process.exit(0)))
process.once('SIGTERM', () => end().then(() => process.exit(0)))

try {
  const nats = await startServers(join(folder, 'nats'))
  running.push(() => nats.end('SIGTERM'))
  const hubs = prepareHubs(values.hub, join(folder, 'hubs'), nats.urls)
  console.log('NATS:')
  for (const server of nats.servers) console.log(`  ${server.url}`)
  console.log('Hubs, and the same debate through each:')
  for (const [index, hub] of hubs.entries()) {
    const started = await startDemoHub(values.hub, hub.folder, 0, ['--config', hub.config])
    running.push(() => started.end())
    const port = Number(values.port) + index
    const site = await serve({ port, hub: started.url }).catch(() => serve({ port: 0, hub: started.url }))
    running.push(() => site.close())
    console.log(`  ${started.url}  ${site.address}hub/`)
  }
  console.log('Kill one of them (kill -9) and go on at another. Ctrl-C ends all, and leaves nothing.')
} catch (error) {
  await end()
  throw error
}
