// Lets npm scripts work alone in a fresh clone: install if needed, find Node 26, compile if needed, run.

import { join } from 'node:path'

import { ensureBuilt, ensureInstalled, exitCode, findNode, main, root, runOn, Stop } from './toolchain.mjs'

const commands = {
  install: () => undefined,
  build: () => undefined,
  start: (args) => [join(root, 'bin', 'shakedown.js'), 'start', ...args],
  test: (args) => {
    // Tests start hundreds of children and threads from the sources, and without it each compiles them all again.
    process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compile')
    // With the usual 16 MB, a tenth of the time of the tests goes into collecting short-lived objects.
    const nursery = '--max-semi-space-size=64'
    return [nursery, join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args]
  },
  node: (args) => args,
}

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (command === undefined) {
    throw new Stop(
      `usage: node bin/bootstrap.mjs ${Object.keys(commands).join('|')} [arguments]`,
      exitCode.usage,
    )
  }
  ensureInstalled()
  const node = findNode()
  if (node === undefined) {
    throw new Stop(
      'there is no Node 26 here: run `npm ci`, or install Node 26 yourself, and try again.',
      exitCode.outside,
    )
  }
  if (name === 'install') return 0
  ensureBuilt(node)
  const target = command(args)
  return target === undefined ? 0 : runOn(node, target)
})
