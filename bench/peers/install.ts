import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('..', import.meta.url))

/**
 * Installs the peers where the benches are, and nowhere else, unless they are there. None of their install scripts is
 * run: none of them needs one. Throws Error where npm does not succeed.
 */
export const installPeers = (): void => {
  if (isInstalled()) return
  process.stderr.write('bench: installing the peers in bench/ (npm ci); this happens once\n')
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env['npm_execpath']
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...first, ...options], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0)
    throw new Error('npm ci failed in bench/: see above, and try again with the registry in reach')
}

/** Each peer with the version that is measured. */
export const peerVersions = (): string => {
  const { packages } = lockfile(join(folder, 'package-lock.json'))
  const named = Object.keys(packages['']?.devDependencies ?? {})
  return named.map((name) => `${name} ${packages[`node_modules/${name}`]?.version ?? '?'}`).join(', ')
}

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { version?: string; devDependencies?: Record<string, string> } | undefined>
  >
}

const lockfile = (path: string): Lockfile => JSON.parse(readFileSync(path, 'utf8')) as Lockfile

// npm writes this one last.
const isInstalled = (): boolean => {
  const present = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(present)) return false
  const found = lockfile(present).packages
  return Object.entries(lockfile(join(folder, 'package-lock.json')).packages).every(
    ([path, wanted]) => path === '' || found[path]?.version === wanted?.version,
  )
}
