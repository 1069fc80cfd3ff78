import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { vi } from 'vitest'

import { CommandFailure } from '../../../src/cli/context/command-failure.ts'
import { passwordVariable } from '../../../src/cli/directory/person.ts'
import { buildProgram } from '../../../src/cli/program.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { contextWith } from '../command-context.ts'

/** What one command left on the screen, and its exit code. */
export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface ListedConflict {
  readonly conflictId: string
  readonly path: string
  readonly shownValueId: string
  readonly values: readonly {
    readonly valueId: string
    readonly value: unknown
    readonly author: string
    readonly copy: string
  }[]
}

/** A folder of this machine with somebody in front of it who types `shakedown file …`. */
export class Desk {
  readonly folder = freshFolder()
  isTerminal = false
  /** Is shown what is printed, as it is printed. */
  watch: (text: string) => void = () => {}
  /** What happens while a status is watched, one thing between two looks; then somebody interrupts it. */
  readonly betweenLooks: (() => Promise<unknown>)[] = []
  /** What the machine remembers: another folder is another machine. */
  machine = freshFolder()

  /** Types `file …`; words with spaces are given as an array. */
  file(...words: readonly string[]): Promise<Answer> {
    return this.#types(['file', ...words])
  }

  /** Types `datastore …`. */
  datastore(line: string): Promise<Answer> {
    return this.#types(['datastore', ...line.split(' ')])
  }

  /** Types `directory …`, with a password where one is to be written. */
  async directory(line: string, password?: string): Promise<Answer> {
    if (password === undefined) vi.stubEnv(passwordVariable, undefined)
    else vi.stubEnv(passwordVariable, password)
    return this.#types(['directory', ...line.split(' ')]).finally(() => vi.unstubAllEnvs())
  }

  async #types(words: readonly string[]): Promise<Answer> {
    let out = ''
    let err = ''
    const context = contextWith({
      out: (text: string) => {
        out += text
        this.watch(text)
      },
      err: (text: string) => {
        err += text
        this.watch(text)
      },
      isTerminal: this.isTerminal,
      nextPoll: async () => {
        const happens = this.betweenLooks.shift()
        await happens?.()
        return happens !== undefined
      },
      cwd: this.folder,
      stateFolder: this.machine,
    })
    try {
      await buildProgram(context).parseAsync([...words], { from: 'user' })
      return { code: 0, out, err }
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error
      return { code: error.exitCode, out, err: err + error.messageFor(context.calledAs) }
    }
  }

  makesFolder(name: string): void {
    mkdirSync(join(this.folder, name))
  }

  /** Types a line that must work. */
  async does(line: string): Promise<string> {
    const answer = await this.file(...line.split(' '))
    if (answer.code !== 0) throw new Error(`file ${line}: exit ${answer.code}\n${answer.err}`)
    return answer.out
  }

  /** What a command prints with --json. */
  async json(line: string): Promise<Record<string, unknown>> {
    return JSON.parse(await this.does(`${line} --json`)) as Record<string, unknown>
  }

  async conflicts(copy: string): Promise<readonly ListedConflict[]> {
    return (await this.json(`conflict list ${copy}`))['conflicts'] as readonly ListedConflict[]
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names)
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), text)
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8')
  }

  /** Every file in a folder with its bytes: what must be the same where nothing was changed. */
  tree(path: string): Record<string, string> {
    const files = readdirSync(this.path(path), { recursive: true, encoding: 'utf8' })
    return Object.fromEntries(
      files
        .filter((file) => statSync(this.path(path, file)).isFile())
        .sort()
        .map((file) => [file, readFileSync(this.path(path, file)).toString('base64')]),
    )
  }

  /** A client file with two sync copies, one for ann and one for bob. */
  static async withTwoCopies(): Promise<Desk> {
    const desk = new Desk()
    await desk.does('create ACME')
    await desk.does('copy create ACME laptop-ann --user ann')
    await desk.does('copy create ACME laptop-bob --user bob')
    return desk
  }
}

/**
 * What a machine remembers whose whole disk was cloned: a clone finds its folder where it lay before, which here is under
 * another name.
 */
export const clonedMachine = (desk: Desk, from: string, to: string): string => {
  const clone = freshFolder()
  const tokens = join(desk.machine, 'lines')
  cpSync(join(desk.machine, 'keys'), join(clone, 'keys'), { recursive: true })
  mkdirSync(join(clone, 'lines'))
  for (const name of readdirSync(tokens).filter((each) => /^[0-9a-f]{16}$/.test(each))) {
    const token = readFileSync(join(tokens, name), 'utf8')
    writeFileSync(join(clone, 'lines', name), token.replace(desk.path(from), desk.path(to)))
  }
  return clone
}
