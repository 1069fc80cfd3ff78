import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { generate } from 'selfsigned'

import { temporaryName } from '../../disk/index.ts'
import { userStateFolder } from '../../machine/index.ts'

export interface Certificate {
  readonly certificate: string
  readonly key: string
}

export interface DevelopmentCertificate extends Certificate {
  /** The file that clients are told to trust. */
  readonly path: string
}

const validDays = 90
const dayMs = 24 * 60 * 60 * 1000

/**
 * A self-signed certificate for this machine, in the user's state folder. Clients and servers use it only if told to.
 */
export const developmentCertificate = async (
  stateFolder: string = userStateFolder(),
): Promise<DevelopmentCertificate> => {
  const folder = join(stateFolder, 'development-certificate')
  const path = join(folder, 'certificate.pem')
  const keyPath = join(folder, 'key.pem')
  if (!isGood(path) || !existsSync(keyPath)) {
    const made = await makeCertificate()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    replaceFile(keyPath, made.key)
    replaceFile(path, made.certificate)
  }
  return { certificate: readFileSync(path, 'utf8'), key: readFileSync(keyPath, 'utf8'), path }
}

// Replaced a day early: expiry while a server runs would surprise its clients.
const isGood = (path: string): boolean => {
  if (!existsSync(path)) return false
  return new X509Certificate(readFileSync(path)).validToDate.getTime() > Date.now() + dayMs
}

const makeCertificate = async (): Promise<Certificate> => {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    curve: 'P-256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      // Not an authority: clients trust it for these names alone.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { certificate: made.cert, key: made.private }
}

const replaceFile = (path: string, text: string): void => {
  const temporary = join(dirname(path), temporaryName())
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: 0o600, flush: true })
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}
