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
      .requiredOption('--root <folder...>', 'where their folders lie; several roots are several disks')
      .option('--port <n>', 'where to listen', '8443')
      .option(
        '--host <address>',
        'the address to listen on; anything but this machine needs --datastore or --tokens',
        '127.0.0.1',
      )
      .option('--certificate <file>', 'the certificate and its chain, as PEM')
      .option('--key <file>', 'the private key of the certificate, as PEM')
      .option('--development-certificate', 'make a certificate for this machine alone, to try it out')
      .option('--tokens <file>', 'users, and the SHA-256 of the token of each')
      .option(
        '--datastore <store>',
        'the data store that says who may do what, a file or postgres://…: then people log on',
      )
      .option('--directory <file>', 'where people are known: a file of people')
      .option('--ldap <file>', 'where people are known: an LDAP directory, as this JSON file describes it')
      .option('--name <name>', 'under which name other servers know this one', 'server')
      .option('--retention <time>', 'how long a centre keeps changes for its branches (default: 72h)')
      .option('--audit <file>', 'where it is written down who was let in, and who was not')
      .option('--workers <n>', 'serve by this many processes; SIGHUP replaces them one by one')
      .option('--port-each', 'a port for each worker, from --port on, so that a balancer can choose')
      .option(
        '--balancer <address...>',
        'balancers in front, which are believed when they say where a request comes from',
      )
      .option(
        '--drain <seconds>',
        'how long to tell a balancer, before stopping, to send nobody any more',
        '0',
      )
      .addOption(new Option('--as-worker <slot>').hideHelp())
      .action(async (options: ServeOptions) => {
        // Loaded for this command alone: its modules take longer to load than most commands to run.
        const { serve } = await import('./serve.ts')
        return serve(options, context)
      }),
}
