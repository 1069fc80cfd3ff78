// Measures `npm start` without a terminal, and writes reports/start.md and reports/start.json. Linux alone tells a
// process's peak memory and processor time while it runs.

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { benchDocument, type BenchResult, benchText } from './bench-report.ts'
import { currentConditions } from './conditions.ts'
import { figureOf } from './figure.ts'

const rounds = 3
const lookEveryMs = 100
/** The unit of /proc/PID/stat on every Linux that Node runs on. */
const msPerTick = 10

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const command = pathOf('../bin/shakedown.js')

/** What the system counts for one process, all of its threads included. */
interface Usage {
  readonly peakMb: number
  readonly processorSeconds: number
}

interface Start extends Usage {
  readonly firstLineSeconds: number
  readonly wallSeconds: number
}

/** Returns null once the process has ended. */
const usageOf = (pid: number): Usage | null => {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    // The name of the process, in brackets, may hold spaces. The 12th and 13th field after it are its times.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (kilobytes === undefined) return null
    const ticks = Number(fields[11]) + Number(fields[12])
    return { peakMb: (Number(kilobytes) * 1024) / 1e6, processorSeconds: (ticks * msPerTick) / 1000 }
  } catch {
    return null
  }
}

const measuredStart = (): Promise<Start> =>
  new Promise((resolve, reject) => {
    const startMs = performance.now()
    const secondsSoFar = (): number => (performance.now() - startMs) / 1000
    const child = spawn(process.execPath, [command, 'start', '--jobs', '2'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let usage: Usage = { peakMb: 0, processorSeconds: 0 }
    let firstLineSeconds: number | null = null
    const look = setInterval(() => (usage = usageOf(child.pid ?? 0) ?? usage), lookEveryMs)
    child.stdout.on('data', (bytes: Buffer) => {
      firstLineSeconds ??= secondsSoFar()
      process.stderr.write(bytes)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(look)
      if (code !== 0 || firstLineSeconds === null || usage.peakMb === 0)
        reject(new Error(`the start ended with ${code}, or could not be measured`))
      else resolve({ ...usage, firstLineSeconds, wallSeconds: secondsSoFar() })
    })
  })

const resultOf = (starts: readonly Start[]): BenchResult => ({
  bench: 'start',
  what: 'A full day of field-team, executed once, and the short forms of the other bundled scenarios, each executed twice, on 2 workers and without a terminal. The first line is what a pipe sees first; compiling is not in it. Processor time counts all threads, and is the figure to compare where others are at work. Peak memory is the resident set of the one process.',
  figures: [
    figureOf(
      'first line',
      's',
      starts.map(({ firstLineSeconds }) => firstLineSeconds),
      { kind: 'at-most', value: 5 },
    ),
    figureOf(
      'wall time',
      's',
      starts.map(({ wallSeconds }) => wallSeconds),
      { kind: 'at-most', value: 60 },
    ),
    figureOf(
      'processor time, all threads',
      's',
      starts.map(({ processorSeconds }) => processorSeconds),
    ),
    figureOf(
      'peak memory',
      'MB',
      starts.map(({ peakMb }) => peakMb),
      { kind: 'at-most', value: 1500 },
    ),
  ],
  trouble: null,
})

const conditions = currentConditions()
// So that it is compiled before the first start.
spawnSync(process.execPath, [command, 'list'], { stdio: 'inherit' })
const starts: Start[] = []
while (starts.length < Number(process.argv[2] ?? rounds)) starts.push(await measuredStart())
const results = [resultOf(starts)]
const text = benchText(conditions, results).replace('`npm run bench`', '`npm run bench:start`')
process.stdout.write(text)
writeFileSync(pathOf('../reports/start.md'), text)
writeFileSync(
  pathOf('../reports/start.json'),
  `${JSON.stringify(benchDocument(conditions, results), null, 2)}\n`,
)
