import { parseJson, jsonBytes, type CopyIdentity } from '../folder/identity.ts'
import { paths, visitorPath } from '../folder/layout.ts'
import type { Disk } from '../ports/disk.ts'
import type { ShareAnswer, ShareSession } from '../ports/share-client.ts'

/** Who is or was connected here, as visitors noted it in this folder: this copy's own observation, never carried on. */
export interface Visitor {
  readonly copyName: string
  readonly user: string
  /** By the visitor's clock. */
  readonly sinceMs: number
  /** Null while the visit lasts, and where it ended without a word. */
  readonly leftMs: number | null
}

/** Leaves a card in the folder that is visited. */
export const noteVisit = (
  session: ShareSession,
  visitor: CopyIdentity,
  times: { readonly sinceMs: number; readonly leftMs: number | null },
): Promise<ShareAnswer<null>> => {
  const { line, copyName, user } = visitor
  return session.writeWhole(visitorPath(line), jsonBytes({ copyName, user, ...times }))
}

/** The visitors of one's own folder, the latest first. A card that cannot be read is passed over. */
export const readVisitors = (disk: Disk): readonly Visitor[] =>
  disk
    .list(paths.visitorsFolder)
    .flatMap((line) => {
      const visitor = parseJson(disk.read(`${paths.visitorsFolder}/${line}`))
      return visitor && isVisitor(visitor) ? [visitor] : []
    })
    .sort((a, b) => b.sinceMs - a.sinceMs)

const isVisitor = (json: Record<string, unknown>): json is Record<string, unknown> & Visitor =>
  typeof json['copyName'] === 'string' &&
  typeof json['user'] === 'string' &&
  typeof json['sinceMs'] === 'number' &&
  (json['leftMs'] === null || typeof json['leftMs'] === 'number')
