import type { Command } from 'commander'

import type { FileContext } from './file-context.ts'
import type { ServeOptions } from './serve.ts'

/** Adds `file serve`. */
export const addServing = (file: Command, context: FileContext): void => {
  file
    .command('serve')
    .description('publish the client files under a folder over HTTPS, until Ctrl-C')
    .requiredOption('--root <folder...>', 'where their folders lie; several roots are several disks')
    .option('--port <n>', 'where to listen', '8443')
    .option(
      '--host <address>',
      'the address to listen on; anything but this machine needs --tokens',
      '127.0.0.1',
    )
    .option('--certificate <file>', 'the certificate and its chain, as PEM')
    .option('--key <file>', 'the private key of the certificate, as PEM')
    .option('--development-certificate', 'make a certificate for this machine alone, to try it out')
    .option('--tokens <file>', 'users, and the SHA-256 of the token of each')
    .action(async (options: ServeOptions) => {
      // Loaded for this command alone: what it takes to serve takes longer to load than most commands to run.
      const { serve } = await import('./serve.ts')
      return serve(options, context)
    })
}
