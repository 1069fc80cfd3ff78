import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createClientFile } from '../../src/engine/lifecycle/index.ts'
import { FolderExchanger } from '../../src/engine/replication/exchange/index.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/index.ts'
import { folderDisk } from '../../src/real/disk/index.ts'
import { developmentCertificate } from '../../src/real/https/server/index.ts'
import { opened, portsOn } from '../bench-copy.ts'
import { type MeasuredServer, startBare, startOurs } from './measured-server.ts'

/** A server of ours over some client files, and the bare one beside it; never both at work. */
export interface ServerScene {
  readonly folder: string
  readonly files: readonly string[]
  readonly ours: MeasuredServer
  readonly bare: MeasuredServer
}

/** Runs `act` with both servers, and clears away what they left. */
export const withServers = async <T>(
  fileCount: number,
  act: (scene: ServerScene) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-server-'))
  const [root, bareRoot, state] = ['ours', 'bare', 'shakedown'].map((name) => join(folder, name))
  const running: MeasuredServer[] = []
  try {
    for (const made of [root, bareRoot]) mkdirSync(made ?? '')
    const files = Array.from({ length: fileCount }, (_, index) => `FILE-${index}`)
    for (const file of files) await makeFile(join(root ?? '', file))
    await developmentCertificate(state)
    const ours = await startOurs(root ?? '', state ?? '')
    running.push(ours)
    const bare = await startBare(bareRoot ?? '', state ?? '')
    running.push(bare)
    return await act({ folder, files, ours, bare })
  } finally {
    await Promise.all(running.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A client file in a folder of its own; its id. */
export const makeFile = async (folder: string): Promise<string> => {
  mkdirSync(folder)
  const ports = portsOn(folderDisk(folder))
  const copy = opened(await createClientFile({ fileName: 'BENCH', user: 'bench' }, ports))
  await new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already').exchange()
  const { fileId } = copy.format
  copy.close()
  return fileId
}
