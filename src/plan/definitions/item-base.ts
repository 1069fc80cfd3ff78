import { z } from 'zod'

/** Fields that every plan item has. */
export const itemId = z.string().min(1).describe('The id of the item, which no other item has.')
export const itemAtUs = z.number().int().nonnegative().describe('The moment at which it happens.')
