import { existsSync, readdirSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { basename, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { nearestName } from '../plan/nearest.ts'
import { checkReferences } from '../plan/references.ts'
import { checked, ScenarioError } from '../plan/scenario-error.ts'
import { type ScenarioSpec, scenarioSpecSchema } from '../plan/scenario-spec.ts'
import type { ScenarioSource } from './job.ts'

// Node strips no types below node_modules, so the package ships its scenarios compiled.
const isInstalled = (): boolean => import.meta.url.includes('/node_modules/')

/** Both src/harness and dist/harness lie two folders below the package. */
const bundledFolder = (): string =>
  fileURLToPath(new URL(isInstalled() ? '../../dist/scenarios/' : '../../scenarios/', import.meta.url))

export const bundledScenarios = (): readonly ScenarioSource[] => {
  const extension = isInstalled() ? '.js' : '.ts'
  return readdirSync(bundledFolder())
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => {
      const name = basename(file, extension)
      return { name, file: resolve(bundledFolder(), file), spoken: name }
    })
}

/** Finds what a user named: a bundled scenario, or a file. Throws ScenarioError with the nearest name. */
export const findScenario = (spoken: string, cwd: string): ScenarioSource => {
  const bundled = bundledScenarios()
  const found = bundled.find(({ name }) => name === spoken)
  if (found) return found
  const file = resolve(cwd, spoken)
  const isPath = spoken.includes('/') || /\.[mc]?[jt]s$/.test(spoken)
  if (existsSync(file) && statSync(file).isFile())
    return { name: basename(spoken).replace(/\.[^.]*$/, ''), file, spoken }
  if (isPath)
    throw new ScenarioError(
      `there is no scenario file "${spoken}"; give a name that \`shakedown list\` prints, or the path of a file`,
    )
  const meant = nearestName(
    spoken,
    bundled.map(({ name }) => name),
  )
  const hint = meant ? `did you mean "${meant}"?` : `there are ${bundled.map(({ name }) => name).join(', ')}`
  throw new ScenarioError(`there is no scenario "${spoken}"; ${hint}`)
}

/** Throws ScenarioError, in one sentence, if the file has no valid scenario. */
export const loadScenario = async (source: ScenarioSource): Promise<ScenarioSpec> => {
  const where = `scenario file ${source.spoken === source.name ? source.file : source.spoken}`
  const hooks = registerHooks({ resolve: resolveKit })
  const module = await importFile(source.file, where).finally(() => hooks.deregister())
  if (!isScenario(module.default)) {
    throw new ScenarioError(`${where} exports no scenario; end it with \`export default scenario({...})\``)
  }
  const spec = checked(scenarioSpecSchema, module.default, where)
  checkReferences(spec)
  return spec
}

/** If a file exports something else, a list of missing scenario fields would not help its author. */
const isScenario = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'scenario'

const importFile = async (file: string, where: string): Promise<object & { default?: unknown }> => {
  try {
    const module: unknown = await import(pathToFileURL(file).href)
    return typeof module === 'object' && module !== null ? module : {}
  } catch (trouble) {
    throw new ScenarioError(`${where}: ${troubleText(trouble)}`)
  }
}

const troubleText = (trouble: unknown): string => {
  if (!(trouble instanceof Error)) return `threw ${String(trouble)}`
  // A scenario file may load a second instance of the kit, so errors are compared by name, never by identity.
  if (trouble.name === 'ScenarioError') return trouble.message
  const [first = ''] = trouble.message.split('\n')
  if (trouble instanceof SyntaxError || 'code' in trouble)
    return `cannot be loaded: ${first}${locationOf(trouble)}`
  return `threw ${trouble.name}: ${first}; a scenario file may only put data together`
}

const locationOf = (trouble: Error): string => {
  const line = /^(?:file:\/\/)?(\/[^\n]*?:\d+)/.exec(trouble.stack ?? '')?.[1]
  return line ? ` (${line})` : ''
}

// A scenario file outside this package can import `shakedown/scenario` without installing it.
const resolveKit: Parameters<typeof registerHooks>[0]['resolve'] = (specifier, context, next) =>
  specifier === 'shakedown/scenario'
    ? { url: new URL('../../dist/scenario/index.js', import.meta.url).href, shortCircuit: true }
    : next(specifier, context)
