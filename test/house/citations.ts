import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { root, textOf } from './repository.ts'

/** A file's prose, and the line at which it begins. */
export interface Prose {
  readonly file: string
  readonly line: number
  readonly text: string
}

// Papers that were never part of the repository, and a page that is cited without its folder.
const unpublished =
  /\bdesign §|\bdesign-review|\bdomain\.md|\breal-parts\.md|(?<!docs\/)(?<!\.\.\/)\bfidelity\.md §/

/** The citations of a text that lead nowhere: to no file, no heading, or outside the repository. */
export const brokenCitations = ({ file, line, text }: Prose): readonly string[] => {
  const absent = unpublished.exec(text)
  return [
    ...(absent ? [`${absent[0]} is not in the repository`] : []),
    ...pagesNamedIn(text).filter((page) => !existsSync(join(root, page))),
    ...sectionsNamedIn(text).filter((section) => !hasSection(section)),
    ...linksIn(file, text).filter((link) => !leadsSomewhere(link)),
  ].map((trouble) => `${file}:${line} ${trouble}`)
}

const fidelityPage = 'docs/fidelity.md'

const pagesNamedIn = (text: string): readonly string[] => text.match(/\bdocs\/[\w/-]+\.md\b/g) ?? []

/** `1.1` and `1.2` of `docs/fidelity.md §1.1, §1.2`. */
const sectionsNamedIn = (text: string): readonly string[] =>
  [...text.matchAll(/docs\/fidelity\.md((?:,? (?:and )?§\d+(?:\.\d+)*)+)/g)].flatMap(
    ([, sections = '']) => sections.match(/\d+(?:\.\d+)*/g) ?? [],
  )

const headingsOf = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)

const hasSection = (section: string): boolean =>
  headingsOf(fidelityPage).some((heading) => heading.startsWith(`${section} `))

interface Link {
  readonly page: string
  readonly anchor: string | null
}

const linksIn = (file: string, text: string): readonly string[] =>
  file.endsWith('.md')
    ? [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => join(dirname(file), target))
    : []

const leadsSomewhere = (link: string): boolean => {
  const { page, anchor } = linkOf(link)
  if (!existsSync(join(root, page))) return false
  return anchor === null || headingsOf(page).map(anchorOf).includes(anchor)
}

const linkOf = (link: string): Link => {
  const [page = '', anchor = null] = link.split('#')
  return { page, anchor }
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
