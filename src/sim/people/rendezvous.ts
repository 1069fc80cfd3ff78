/**
 * The candidate with the greatest weight; the earliest of equals. Returns null if there is none. Rendezvous
 * hashing (Thaler and Ravishankar, 1998): another candidate changes the result only by winning.
 */
export const heaviest = <T>(candidates: readonly T[], weigh: (candidate: T) => number): T | null => {
  let best: { readonly candidate: T; readonly weight: number } | null = null
  for (const candidate of candidates) {
    const weight = weigh(candidate)
    if (!best || weight > best.weight) best = { candidate, weight }
  }
  return best?.candidate ?? null
}
