import type { ArbiterSession, ConnectAnswer, ShareClient } from '../../src/engine/ports/share-client.ts'
import { SharedFolderWorld } from './shared-folder.ts'
import type { SimWorld } from './sim-world.ts'

/** A share client of a simulated office whose promises settle by themselves, as those of a real one do. */
export const simShareClient = (limit: number | null): ShareClient<ArbiterSession> => {
  const world = new SharedFolderWorld(limit)
  const client = world.client('ann')
  return {
    limits: client.limits,
    connect: async (address): Promise<ConnectAnswer<ArbiterSession>> => {
      const answer = await world.completes(() => client.connect(address))
      return answer.kind === 'session' ? { ...answer, session: sessionIn(world, answer.session) } : answer
    },
  }
}

const sessionIn = (world: SimWorld, session: ArbiterSession): ArbiterSession => ({
  read: (path) => world.completes(() => session.read(path)),
  readPart: (path, offset, length) => world.completes(() => session.readPart(path, offset, length)),
  sizeBytes: (path) => world.completes(() => session.sizeBytes(path)),
  list: (path) => world.completes(() => session.list(path)),
  writeWhole: (path, bytes) => world.completes(() => session.writeWhole(path, bytes)),
  writePart: (path, offset, bytes) => world.completes(() => session.writePart(path, offset, bytes)),
  rename: (from, to) => world.completes(() => session.rename(from, to)),
  createExclusive: (path, bytes) => world.completes(() => session.createExclusive(path, bytes)),
  modifiedMs: (path) => world.completes(() => session.modifiedMs(path)),
  remove: (path) => world.completes(() => session.remove(path)),
  disconnect: () => world.completes(() => session.disconnect()),
})
