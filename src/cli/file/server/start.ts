import { Option } from 'commander'

import type { CommandDefinition } from '../../context/command-definition.ts'
import type { ServeOptions } from './server-parts.ts'

export const serverStart: CommandDefinition = {
  name: 'file server start',
  oldNames: ['file serve'],
  description: 'publish the client files under a folder over HTTPS, until Ctrl-C',
  examples: ['file server start --root /srv/files --development-certificate'],
  define: (command, context) =>
    command
      .requiredOption('--root <folder...>', 'a folder that holds client files; repeat it for several disks')
      .option('--port <n>', 'the port to listen on', '8443')
      .option(
        '--host <address>',
        'the address to listen on; every other one needs --datastore or --tokens',
        '127.0.0.1',
      )
      .option('--certificate <file>', 'the certificate with its chain, in PEM')
      .option('--key <file>', 'the private key of the certificate, in PEM')
      .option(
        '--development-certificate',
        'make a certificate that only this machine trusts, for trying things out',
      )
      .option('--tokens <file>', 'a file of users, each with the SHA-256 of their token')
      .option(
        '--datastore <store>',
        'the data store that grants rights, a file or postgres://…; people must then log on',
      )
      .option('--directory <file>', 'the file with people and their passwords')
      .option('--ldap <file>', 'a JSON file that describes an LDAP directory')
      .option('--name <name>', 'the name by which other servers know this one', 'server')
      .option('--retention <time>', 'how long a centre keeps changes for its branches (default: 72h)')
      .option('--audit <file>', 'the file that records each admission and each refusal')
      .option(
        '--workers <n>',
        'the number of worker processes; SIGHUP replaces them one by one (default: no workers)',
      )
      .option(
        '--port-each',
        'give each worker a port of its own, from --port up, so that a balancer can choose',
      )
      .option(
        '--balancer <address...>',
        'trusted balancers, whose word on the origin of a request is believed',
      )
      .option('--drain <seconds>', 'how long to turn balancers away before stopping', '0')
      .addOption(new Option('--as-worker <slot>').hideHelp())
      .action(async (options: ServeOptions) => {
        // Loaded for this command alone: its modules take longer to load than most commands to run.
        const { serve } = await import('./serve.ts')
        return serve(options, context)
      }),
}
