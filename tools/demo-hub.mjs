// The hub of tools/demo, in a process of its own: it shares examples/hub/ between the browsers of this machine.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Where readers find it next time too, so that what they kept goes on; another port where this one is taken. */
const USUAL = 8090

/**
 * Starts `command` on the folder `data`, with further `options`; `{url, end}`, where `end` lets it make durable what it
 * took. Fails with what the hub said last.
 */
export async function startDemoHub(command, data, port = USUAL, options = []) {
  const child = spawn(command, ['hub', '--data', data, '--listen', `127.0.0.1:${port}`, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  let last = ''
  const listening = await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', line => {
      last = line
      const at = line.startsWith('{') ? JSON.parse(line) : {}
      if (at.event === 'listening') resolve(at)
    })
    ended.then(() => (port === 0 ? reject(new Error(last)) : resolve(null)), reject)
  })
  if (!listening) return startDemoHub(command, data, 0, options)
  return {
    url: `http://127.0.0.1:${listening.port}/`,
    async end() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
