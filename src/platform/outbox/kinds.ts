let load: (kind: string) => Promise<unknown> = async () => undefined

/** How to load the module that defines a kind, for what an earlier visit or another tab has left. */
export function loadKindsBy(loader: (kind: string) => Promise<unknown>): void {
  load = loader
}

export const loadKind = (kind: string): Promise<unknown> => load(kind)
