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
/** What ends each thing that runs. */
const running = []
let ending

async function start() {
  const nats = await startServers(join(folder, 'nats'))
  running.push(() => nats.end('SIGTERM'))
  const hubs = prepareHubs(values.hub, join(folder, 'hubs'), nats.urls)
  console.log('NATS:')
  for (const server of nats.servers) console.log(`  ${server.url}`)
  console.log('Hubs, and the same debate through each:')
  for (const [index, hub] of hubs.entries()) {
    if (ending) return
    const started = await startDemoHub(values.hub, hub.folder, 0, ['--config', hub.config])
    running.push(() => started.end())
    const port = Number(values.port) + index
    const site = await serve({ port, hub: started.url }).catch(() => serve({ port: 0, hub: started.url }))
    running.push(() => site.close())
    console.log(`  ${started.url}  ${site.address}hub/`)
  }
  console.log('Kill one of them (kill -9) and go on at another. Ctrl-C ends all, and leaves nothing.')
}

const starting = start()
const end = () => (ending ??= endAll())
async function endAll() {
  // What is just being started would outlive this process.
  await starting.catch(() => {})
  for (const each of running.reverse()) await each()
  rmSync(folder, { recursive: true, force: true })
}
let told = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    told = true
    end().then(() => process.exit(0))
  })

try {
  await starting
} catch (error) {
  await end()
  // Ctrl-C ends what is being started too, and that may be heard of first: it is no failure.
  await new Promise(resolve => setTimeout(resolve, 100))
  if (!told) throw error
}
