import { expect, test } from 'vitest'

import { verifyCopy } from '../../../src/engine/repair/examine-copy.ts'
import { instancePath } from '../../../src/engine/storage/folder/layout.ts'
import { Scene } from '../durability/scene.ts'

test('heads of a server’s instance that are damaged are found, and those that are whole are not', async () => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.seals()
  const heads = scene.office.disk.read('.shakedown/heads') ?? new Uint8Array(0)
  scene.office.disk.writeWhole(instancePath('00000000000000aa'), heads)
  scene.office.disk.writeWhole(instancePath('00000000000000bb'), heads.with(20, (heads[20] ?? 0) ^ 1))
  scene.office.disk.writeWhole(instancePath('00000000000000cc'), heads.with(5, 9))

  const outcome = verifyCopy(scene.office.ports)

  expect(outcome).toMatchObject({
    kind: 'verified',
    findings: [
      { path: instancePath('00000000000000bb'), kind: 'damaged' },
      { path: instancePath('00000000000000cc'), kind: 'newer' },
    ],
  })
})
