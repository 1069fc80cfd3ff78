import type { MessageChannel, MessageClient } from '../ports/message-channel.ts'
import type { SyncServer } from './sync-server.ts'

/** What crosses between the two, in bytes, for whoever counts. */
export interface Crossing {
  readonly crossed: (bytes: number) => void
}

/** Two programs in one: messages go to a server without anything in between. An address is the published name. */
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
  let isOpen = true
  return {
    ask: async (message) => {
      if (!isOpen) return { kind: 'lost', detail: 'the channel was closed' }
      crossed(message.length)
      const { bytes } = await server.answer({ ...asked, mayWrite: true, body: message })
      crossed(bytes.length)
      return { kind: 'answer', bytes }
    },
    close: async () => {
      isOpen = false
    },
  }
}
