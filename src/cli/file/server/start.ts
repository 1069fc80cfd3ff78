import { type Command, Option } from 'commander'

import type { FileContext } from '../../context/command-context.ts'
import type { ServeOptions } from './server-parts.ts'

/** Adds `file serve`. */
export const addServing = (file: Command, context: FileContext): void => {
  file
    .command('serve')
    .description('publish the client files under a folder over HTTPS, until Ctrl-C')
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
    .option('--workers <n>', 'serve by so many processes; SIGHUP replaces them one by one')
    .option('--port-each', 'a port for each worker, from --port on, for a balancer to choose from')
    .option(
      '--balancer <address...>',
      'balancers in front, which are believed when they say where a request comes from',
    )
    .option('--drain <seconds>', 'how long to tell a balancer, before stopping, to send nobody any more', '0')
    .addOption(new Option('--as-worker <slot>').hideHelp())
    .action(async (options: ServeOptions) => {
      // Loaded for this command alone: what it takes to serve takes longer to load than most commands to run.
      const { serve } = await import('./serve.ts')
      return serve(options, context)
    })
  addSessions(file, context)
}

const addSessions = (file: Command, context: FileContext): void => {
  const server = ['<server>', 'its address: https://HOST:PORT'] as const
  file
    .command('log-on')
    .description('log on at a server; the password is given in SHAKEDOWN_PASSWORD')
    .argument(...server)
    .option('--user <user>', 'the name to log on with (default: the user of this machine)')
    .action(async (address: string, options: { user?: string }) => {
      const { logOn } = await import('./log-on.ts')
      return logOn(address, options, context)
    })
  file
    .command('log-off')
    .description('forget the session at a server')
    .argument(...server)
    .action(async (address: string) => {
      const { logOff } = await import('./log-on.ts')
      return logOff(address, context)
    })
}
