/** The bug named could not be planted, so no run was made. */
export const notPlanted = 3
