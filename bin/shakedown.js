#!/usr/bin/env node
// The command. Plain JavaScript, because an older Node must be able to read it far enough to hand over to Node 26.

import { ensureBuilt, exitCode, findNode, main, runOn, runsOnNeededNode, Stop } from './toolchain.mjs'

await main(async () => {
  const node = findNode()
  if (node === undefined) {
    throw new Stop(
      `Node 26 is needed and this is ${process.version}. Run \`npm ci\`, which brings it along, then try again.`,
      exitCode.usage,
    )
  }
  ensureBuilt(node)
  // Under the name that it was called by, so that hints can repeat that.
  if (!runsOnNeededNode()) return runOn(node, process.argv.slice(1))
  await import('../dist/cli/main.js')
  return process.exitCode
})
