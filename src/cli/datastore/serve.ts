import type { CommandDefinition } from '../context/command-definition.ts'
import type { ServeStoreOptions } from './serve-store.ts'
import { retentionOption, storeArgument } from './store-options.ts'

export const datastoreServe: CommandDefinition = {
  name: 'datastore serve',
  description: 'serve the changes of a centre to its branches over HTTPS, until Ctrl-C',
  examples: ['datastore serve firm.db --development-certificate'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .option('--port <n>', 'the port to listen on', '8444')
      .option('--host <address>', 'the address to listen on', '127.0.0.1')
      .option('--certificate <file>', 'the certificate with its chain, in PEM')
      .option('--key <file>', 'the private key of the certificate, in PEM')
      .option(
        '--development-certificate',
        'make a certificate that only this machine trusts, for trying things out',
      )
      .option(...retentionOption)
      .action(async (store: string, options: ServeStoreOptions) => {
        // Loaded for this command alone, as for `file server start`.
        const { serveStore } = await import('./serve-store.ts')
        return serveStore(store, options, context)
      }),
}
