import type { Desk } from './desk.ts'

/** A desk at which `file server start` runs while something is done, and is then interrupted. */
export const serving = async (
  desk: Desk,
  words: string,
  act: (address: string) => Promise<void>,
): Promise<string> => {
  const certificate = `${desk.machine}/development-certificate/certificate.pem`
  let address = ''
  desk.betweenLooks.push(async () => {
    process.env['SHAKEDOWN_SERVER_CERTIFICATE'] = certificate
    address = /https:\S+/.exec(shown)?.[0] ?? ''
    await act(address)
  })
  let shown = ''
  desk.watch = (text) => void (shown += text)
  return desk.does(`server start --port 0 --development-certificate ${words}`)
}
