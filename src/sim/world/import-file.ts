import { typedValue } from '../../engine/event/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Kernel } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import type { Recorder } from '../record/index.ts'
import { documentBytes } from './document-bytes.ts'
import { WorldError } from './world-error.ts'

interface ImportParts {
  /** The receiving copy's name in the topology. */
  readonly into: string
  readonly plan: Plan
  readonly kernel: Kernel
  readonly recorder: Recorder
  readonly files: readonly (readonly string[])[]
}

/** Imports the file's initial contents into its first copy, with the documents of its copies' users. */
export const importFile = async (copy: SyncCopy, author: string, parts: ImportParts): Promise<void> => {
  const { tables, documents } = parts.plan.clientFile
  for (const table of tables) await importTable(copy, author, table, parts)
  for (const document of documents)
    if (isIn(parts, document.name)) await importDocument(copy, author, document, parts)
}

/** A document is named after its author, and belongs to the client file of the author's copy. */
const isIn = ({ into, plan, files }: ImportParts, document: string): boolean => {
  if (files.length === 1) return true
  const copies = files.find(([first]) => first === into) ?? []
  return plan.topology.copies.some(
    ({ id, user }) => user !== null && copies.includes(id) && document.startsWith(`${user} `),
  )
}

const importTable = async (
  copy: SyncCopy,
  author: string,
  { table, keys, fields }: Plan['clientFile']['tables'][number],
  { into, recorder }: ImportParts,
): Promise<void> => {
  const addresses = keys.flatMap((key) => fields.map((field) => ({ table, key, field })))
  const id = simIds.importOf(table)
  await copy.writeRecords(
    addresses.map((address) => ({ ...address, value: typedValue('0') })),
    { author, note: id },
  )
  for (const { key, field } of addresses)
    recorder.imported({ ...baseOf(into, author), id, register: `${table}/${key}.${field}`, value: 'n0' })
}

const importDocument = async (
  copy: SyncCopy,
  author: string,
  { name, sizeBytes }: Plan['clientFile']['documents'][number],
  { into, kernel, recorder }: ImportParts,
): Promise<void> => {
  const id = simIds.importOf(name)
  const saved = await copy.createDocument(name, documentBytes(kernel, id, sizeBytes), { author, note: id })
  if (saved.kind !== 'acknowledged') throw new WorldError(`${name} cannot be imported: ${saved.kind}`)
  const { documentId } = saved
  const content = copy.state.register('documents', documentId, 'content')?.siblings[0]?.canonical ?? ''
  const base = { ...baseOf(into, author), id }
  recorder.imported({ ...base, register: `documents/${documentId}.name`, value: `t${name}` })
  recorder.imported({ ...base, register: `documents/${documentId}.content`, value: content })
}

const baseOf = (copy: string, author: string) => ({
  copy,
  author,
  observed: [],
  resolves: false,
  acknowledgedUs: 0,
})
