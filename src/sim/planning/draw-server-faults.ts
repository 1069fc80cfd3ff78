import { faultIds, type ServerItemKind } from '../../plan/keys/fault-ids.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import type { PlanItem } from '../../plan/plan.ts'
import type { ServerFault } from '../../plan/server-references.ts'
import type { Stream } from '../kernel/index.ts'

/** What befalls servers, and when. Each draw is keyed by the item that it is for. */
export const drawServerFault = (fault: ServerFault, stream: Stream): readonly PlanItem[] => {
  switch (fault.kind) {
    case 'recycles':
      return [worldItem('recycle', fault.server, fault.atUs, {})]
    case 'server-dies': {
      const { server, atUs, lastsUs, insideUpload } = fault
      return [worldItem('stop-server', server, atUs, { lastsUs, insideUpload })]
    }
    case 'server-slows': {
      const { host, atUs, lastsUs, slowness } = fault
      return [worldItem('slow-server', host, atUs, { lastsUs, slowness })]
    }
    case 'server-flaps':
      return drawFlaps(fault, stream)
    case 'nas-fails':
      return [worldItem('fail-nas', fault.nas, fault.atUs, { how: fault.how, lastsUs: fault.lastsUs })]
    case 'balancer-restarts':
      return [worldItem('restart-balancer', fault.balancer, fault.atUs, { lastsUs: fault.lastsUs })]
    case 'drains': {
      const { balancer, server, atUs, lastsUs } = fault
      return [worldItem('drain', balancer, atUs, { server, lastsUs })]
    }
  }
}

/** Down and up for half to one and a half times as long as was said, so that checks are met at every phase. */
const drawFlaps = (
  { server, atUs: firstUs, times, downUs, upUs }: Extract<ServerFault, { kind: 'server-flaps' }>,
  stream: Stream,
): PlanItem[] => {
  const items: PlanItem[] = []
  let atUs = firstUs
  for (let number = 1; number <= times; number += 1) {
    const id = faultIds.flap(server, number)
    const lastsUs = Math.round(downUs * (0.5 + stream.unit(id, faultCauses.down)))
    items.push({ ...worldItem('stop-server', server, atUs, { lastsUs, insideUpload: false }), id })
    atUs += lastsUs + Math.round(upUs * (0.5 + stream.unit(id, faultCauses.up)))
  }
  return items
}

const worldItem = (
  kind: ServerItemKind,
  part: string,
  atUs: number,
  parameters: PlanItem['parameters'],
): PlanItem => ({
  id: faultIds.serverItem(kind, part, atUs),
  atUs,
  actor: 'world',
  kind,
  target: { kind: 'part', part },
  parameters,
})
