import type { ChannelAnswer, MessageChannel, MessageClient } from '../ports/index.ts'
import type { SyncServer } from './sync-server.ts'

export interface Crossing {
  readonly crossed: (bytes: number) => void
}

/** Connects a client to a server in the same program. The address is the published name. */
export const directClient = (
  server: SyncServer,
  who: string,
  { crossed }: Crossing = { crossed: () => {} },
): MessageClient => ({
  open: (address) => ({ kind: 'channel', channel: directChannel(server, { file: address, who }, crossed) }),
})

const directChannel = (
  server: SyncServer,
  asked: { readonly file: string; readonly who: string },
  crossed: (bytes: number) => void,
): MessageChannel => {
  const underWay = new Set<(answer: ChannelAnswer) => void>()
  let isOpen = true
  const answered = async (message: Uint8Array): Promise<ChannelAnswer> => {
    crossed(message.length)
    const { bytes } = await server.answer({ ...asked, mayWrite: true, body: message })
    crossed(bytes.length)
    return { kind: 'answer', bytes }
  }
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (!isOpen) return resolve(givenBack)
        underWay.add(resolve)
        answered(message)
          .then(resolve, reject)
          .finally(() => underWay.delete(resolve))
      }),
    close: async () => {
      isOpen = false
      for (const giveUp of underWay) giveUp(givenBack)
    },
  }
}

const givenBack: ChannelAnswer = { kind: 'lost', detail: 'the session was given back' }
