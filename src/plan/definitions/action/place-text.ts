import type { z } from 'zod'

import type { placeSchema } from './places.ts'

export const placeText = (place: z.output<typeof placeSchema>): string => {
  switch (place.kind) {
    case 'register':
      return `${place.table}/${place.key}.${place.field}`
    case 'own':
      return `${place.field} of an own record in ${place.table}`
    case 'made-by':
      return `${place.field} of the record of ${place.item}`
  }
}
