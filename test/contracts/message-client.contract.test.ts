import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { directClient } from '../../src/engine/server/direct-channel.ts'
import { publishFolder } from '../../src/engine/server/published-folder.ts'
import { SyncServer } from '../../src/engine/server/sync-server.ts'
import { httpsClient } from '../../src/real/https/client/https-client.ts'
import { realClock } from '../../src/real/machine/real-clock.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { madeIn } from '../engine/real-copy.ts'
import { arbiterOver } from '../engine/server/served-office.ts'
import { openGateway, rootWithFile } from '../real/https/gateway.ts'
import { ServedFileWorld } from '../world/served-file.ts'
import { freshFolder } from './fresh-folder.ts'
import { type MessageGround, messageClientContract } from './message-client-contract.ts'

const byItself = <T>(deed: () => Promise<T>): Promise<T> => deed()

const direct = async (): Promise<MessageGround> => {
  const ports = realCopyPorts(freshFolder(), freshFolder())
  const parent = await madeIn(ports)
  await new OwnFolderExchange(parent, ports).flush()
  const published = await publishFolder(arbiterOver(ports.disk), ports)
  if (published.kind !== 'published') throw new Error(published.kind)
  const server = new SyncServer(async (name) => (name === 'ACME' ? published.file : null), {
    ...ports,
    clock: realClock,
  })
  const client = directClient(server, 'ann')
  return { client, address: 'ACME', nameless: 'ACM', nowhere: null, goes: null, lives: byItself }
}

const overHttps = async (): Promise<MessageGround> => {
  const door = await openGateway(await rootWithFile())
  const gone = await openGateway(await rootWithFile())
  await gone.close()
  return {
    client: httpsClient({ token: null, trusted: door.trusted }),
    address: door.address,
    nameless: door.address.replace(/ACME$/, 'ACM'),
    nowhere: gone.address,
    goes: () => door.close(),
    lives: byItself,
  }
}

const inAWorld = (door: 'web-1' | 'balancer') => async (): Promise<MessageGround> => {
  const world = await ServedFileWorld.open()
  const kill = (): void => {
    for (const instance of world.servers.instances.values()) instance.kill()
  }
  world.web('web-2').kill()
  // By then the balancer has found out.
  await world.elapses(20_000_000)
  if (door === 'balancer') world.web('web-2').start()
  return {
    client: world.client('ann'),
    address: `https://${door}/ACME`,
    nameless: `https://${door}/ACM`,
    nowhere: door === 'balancer' ? null : 'https://web-2/ACME',
    goes: async () => kill(),
    lives: (deed) => world.completes(deed),
  }
}

messageClientContract('without anything in between', direct)
messageClientContract('over HTTPS', overHttps)
messageClientContract('over the HTTPS of a world', inAWorld('web-1'))
messageClientContract('over the HTTPS of a world, through a balancer', inAWorld('balancer'))
