/**
 * Where a request comes from, for limits. Only a header that the proxy in front overwrites says the truth:
 * Cloudflare's on supabase.com; behind one's own proxy x-forwarded-for, whose last entry that proxy wrote
 * (the ones before it are the caller's own words).
 */
export function clientAddress(request: Request, header = 'cf-connecting-ip'): string | null {
  return request.headers.get(header)?.split(',').at(-1)?.trim() || null
}
