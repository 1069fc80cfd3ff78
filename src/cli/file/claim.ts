import { dotText } from '../../engine/identifier/index.ts'
import { shownNumbers } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { type Place, placeOf, refuseDocuments } from './address.ts'
import type { FileContext } from './file-context.ts'
import { writtenDot } from './record-outcome.ts'
import { withCopy } from './with-copy.ts'
import { jsonText } from './written-view.ts'

export interface ClaimOptions {
  readonly seen?: string
  readonly json?: boolean
}

interface ClaimView {
  readonly path: string
  readonly claimed: string
  readonly shown: string
  readonly isProvisional: boolean
  readonly valueId: string
}

/** Claims a number or a name for something that has an id of its own. The earliest claim keeps it. */
export const claim = async (
  request: { readonly name: string; readonly path: string; readonly value: string },
  options: ClaimOptions,
  context: FileContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const view = await withCopy(name, 'claim', context, async ({ copy }) => {
    const seen = options.seen ?? copy.read(place.table, place.key, place.field).seen
    const outcome = await copy.records.claim(place, value, seen, { author: copy.identity.user, note: '' })
    const dot = writtenDot(outcome, name, `To see how it stands: npx shakedown file show ${name} ${path}`)
    return viewOf(copy, place, dotText(dot))
  })
  context.out(options.json ? jsonText(view) : viewText(view, name))
}

const viewOf = (copy: SyncCopy, { path, table, key, field }: Place, valueId: string): ClaimView => {
  const settled = shownNumbers(copy.state, table, field).get(key)
  const { claimed = '', shown = '', isProvisional = false } = settled ?? {}
  return { path, claimed, shown, isProvisional, valueId }
}

const viewText = ({ path, claimed, shown, isProvisional, valueId }: ClaimView, name: string): string => {
  const lines = isProvisional
    ? [
        `${path} is shown as ${shown}: somebody claimed ${claimed} earlier`,
        `  provisional until somebody claims what is shown: npx shakedown file claim ${name} ${path} ${shown}`,
      ]
    : [`${path} = ${shown}`]
  return [...lines, `  value ${valueId}`, ''].join('\n')
}
