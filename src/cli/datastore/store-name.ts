export const isPostgresAddress = (name: string): boolean => /^postgres(ql)?:\/\//.test(name)

/** Hides a password. */
export const shownName = (name: string): string => {
  if (!isPostgresAddress(name)) return name
  if (!URL.canParse(name)) return 'postgres://…'
  const { protocol, username, host, pathname } = new URL(name)
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
}
