import { bundledScenarios, loadScenario } from '../harness/index.ts'
import type { Streams } from './context/streams.ts'

export const listCommand = async (streams: Streams): Promise<void> => {
  const sources = bundledScenarios()
  const width = Math.max(...sources.map(({ name }) => name.length))
  for (const source of sources) {
    const { story } = await loadScenario(source)
    streams.out(`${source.name.padEnd(width)}  ${story}\n`)
  }
}
