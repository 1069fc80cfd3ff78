import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

import { root, textOf } from './repository.ts'

/** A page of the book: where it lies, from the repository's root, and its text. */
export interface Page {
  readonly path: string
  readonly text: string
}

const atRoot = ['README.md', 'GLOSSARY.md', 'CONTRIBUTING.md', 'CHANGELOG.md']

const pathsUnder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()

/** All pages for readers: those at the root, and everything under docs. */
export const pages: readonly Page[] = [...atRoot, ...pathsUnder('docs')].map((path) => ({
  path,
  text: textOf(path),
}))
