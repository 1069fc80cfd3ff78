/** Ids that a run makes: they enter traces, causes, or the notes of events. */
export const simIds = {
  /** Numbers count from one. */
  resolution: (policy: string, address: string, number: number, by: string): string =>
    `${policy} ${address} ${number} by ${by}`,
  takeOver: (original: string, by: string): string => `${original} taken over by ${by}`,
  givingUp: (item: string): string => `${item} gives up`,
  importOf: (name: string): string => `import ${name}`,
  clone: (copy: string): string => `${copy}-again`,
  laterFolder: (copy: string, life: number): string => `${copy}, folder ${life}`,
  program: (instance: string, generation: number): string => `${instance} ${generation}`,
  mountedFile: (process: string, file: string): string => `${process} ${file}`,
  intruder: (item: string): string => `intruder of ${item}`,
  fileOfSeveral: (name: string, copy: string): string => `${name} ${copy}`,
  centreHistory: (centre: string): string => `${centre}-1`,
  password: (user: string): string => `the password of ${user}`,
} as const
