import { type SyncCopy, typedValue } from '../engine/index.ts'
import type { Plan } from '../plan/plan.ts'
import type { Kernel } from './kernel/kernel.ts'
import type { Recorder } from './recorder.ts'
import { documentBytes } from './staff/document-bytes.ts'
import { WorldError } from './world-error.ts'

interface ImportParts {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly recorder: Recorder
}

/** Puts what the file holds before the day begins into its first copy. */
export const importFile = async (copy: SyncCopy, author: string, parts: ImportParts): Promise<void> => {
  const { tables, documents } = parts.plan.clientFile
  for (const table of tables) await importTable(copy, author, table, parts)
  for (const document of documents) await importDocument(copy, author, document, parts)
}

const importTable = async (
  copy: SyncCopy,
  author: string,
  { table, keys, fields }: Plan['clientFile']['tables'][number],
  { recorder }: ImportParts,
): Promise<void> => {
  const places = keys.flatMap((key) => fields.map((field) => ({ table, key, field })))
  const id = `import ${table}`
  await copy.writeRecords(
    places.map((place) => ({ ...place, value: typedValue('0') })),
    { author, note: id },
  )
  for (const { key, field } of places)
    recorder.imported({ ...baseOf(copy, author), id, register: `${table}/${key}.${field}`, value: 'n0' })
}

const importDocument = async (
  copy: SyncCopy,
  author: string,
  { name, sizeBytes }: Plan['clientFile']['documents'][number],
  { kernel, recorder }: ImportParts,
): Promise<void> => {
  const id = `import ${name}`
  const saved = await copy.createDocument(name, documentBytes(kernel, id, sizeBytes), { author, note: id })
  if (saved.kind !== 'acknowledged') throw new WorldError(`${name} cannot be imported: ${saved.kind}`)
  const { documentId } = saved
  const content = copy.state.register('documents', documentId, 'content')?.heads[0]?.canonical ?? ''
  const base = { ...baseOf(copy, author), id }
  recorder.imported({ ...base, register: `documents/${documentId}.name`, value: `t${name}` })
  recorder.imported({ ...base, register: `documents/${documentId}.content`, value: content })
}

const baseOf = (copy: SyncCopy, author: string) => ({
  copy: copy.identity.copyName,
  author,
  shown: [],
  resolves: false,
  acknowledgedUs: 0,
})
