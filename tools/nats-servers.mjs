// NATS servers of this machine, for the demo of a cluster, its tests and its benchmark: three, as one cluster with
// JetStream, on loopback, each with a folder of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

/** Ports that nobody uses now. Somebody else may take one before it is: whoever starts there says so. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map(server => once(server, 'listening')))
  const ports = servers.map(server => server.address().port)
  await Promise.all(servers.map(server => once(server.close(), 'close')))
  return ports
}

// Debian has it where only root looks.
const command = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin']
  .map(folder => join(folder, 'nats-server'))
  .find(path => existsSync(path))

async function accepts(port, ended) {
  for (;;) {
    const found = await fetch(`http://127.0.0.1:${port}/healthz?js-enabled-only=true`).catch(() => null)
    if (found) return
    if (ended()) throw new Error('a nats-server ended at once: does another program use its port?')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Starts `count` servers with their files below `folder`. `advertised`: whether each tells hubs of the others. */
export async function startServers(folder, { count = 3, advertised = true } = {}) {
  if (!command) throw new Error('nats-server is missing. Run tools/setup (Debian: nats-server).')
  const ports = await freePorts(3 * count)
  const routes = ports.slice(count, 2 * count).map(port => `nats://127.0.0.1:${port}`)
  const servers = Array.from({ length: count }, (_, index) => {
    const [port, route, monitor] = [ports[index], ports[count + index], ports[2 * count + index]]
    const name = `n${index + 1}`
    const files = join(folder, name)
    mkdirSync(files, { recursive: true })
    let child
    let ended
    return {
      name,
      folder: files,
      url: `nats://127.0.0.1:${port}`,
      async start() {
        const cluster = ['--cluster_name', 'palabre', '-cluster', `nats://127.0.0.1:${route}`]
        const told = advertised ? [] : ['--no_advertise']
        const peers = ['-routes', routes.filter((_, other) => other !== index).join(',')]
        const own = ['-a', '127.0.0.1', '-p', port, '-m', monitor, '-n', name, '-js', '-sd', files]
        child = spawn(command, [...own, ...cluster, ...told, ...peers].map(String), { stdio: 'ignore' })
        ended = once(child, 'exit')
        const started = child
        await accepts(monitor, () => started.exitCode !== null || started.signalCode !== null)
      },
      async end(signal = 'SIGTERM') {
        child.kill(signal)
        await ended
      },
      signal(name) {
        child.kill(name)
      },
      get isRunning() {
        return child !== undefined && child.exitCode === null && child.signalCode === null
      },
      /** The streams that this server knows: `{name, leader}`. */
      async streams() {
        const found = await fetch(`http://127.0.0.1:${monitor}/jsz?streams=true`)
        const { account_details: accounts = [] } = await found.json()
        const all = accounts.flatMap(account => account.stream_detail ?? [])
        return all.map(({ name: stream, cluster: of }) => ({ name: stream, leader: of?.leader ?? '' }))
      },
    }
  })
  const end = async (signal = 'SIGKILL') => {
    await Promise.all(servers.filter(server => server.isRunning).map(server => server.end(signal)))
  }
  try {
    await Promise.all(servers.map(server => server.start()))
  } catch (error) {
    await end()
    throw error
  }
  return {
    folder,
    servers,
    urls: servers.map(server => server.url),
    end,
    /** The server that leads a stream, once there is one; waits up to `ms`. */
    async leaderOf(stream, ms = 20000) {
      for (const until = Date.now() + ms; Date.now() < until;) {
        for (const server of servers.filter(each => each.isRunning)) {
          const found = (await server.streams().catch(() => [])).find(each => each.name === stream)
          const leader = servers.find(each => each.name === found?.leader)
          if (leader?.isRunning) return leader
        }
        await new Promise(resolve => setTimeout(resolve, 100))
      }
      throw new Error(`nobody leads ${stream}`)
    },
  }
}
