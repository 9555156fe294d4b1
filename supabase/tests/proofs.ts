export const RPC_PROOFS: Record<string, Record<string, { done?: string[]; refused?: string[] }>> = {}
