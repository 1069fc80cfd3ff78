interface Named {
  readonly kind: string
  readonly id: string
}

export const placedItems = <Item extends Named>(
  section: 'work' | 'faults',
  { items }: { readonly items: readonly Item[] },
): readonly { readonly item: Item; readonly place: string }[] =>
  items.map((item, index) => ({ item, place: `${section}.items.${index} (${item.kind} ${item.id})` }))
