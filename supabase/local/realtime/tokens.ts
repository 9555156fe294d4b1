import { errors, jwtVerify } from 'jose'

/** What a verified token says; `exp` is in seconds. */
export interface Claims {
  role: string
  exp: number
  sub?: string
  [claim: string]: unknown
}

export type TokenErrorCode = 'MalformedJWT' | 'JwtSignatureError' | 'InvalidJWTToken'

/** A token that was refused. `code` and `message` are what hosted puts into join errors. */
export class TokenError extends Error {
  constructor(
    readonly code: TokenErrorCode,
    message: string,
  ) {
    super(message)
    this.name = 'TokenError'
  }
}

export interface TokenKeys {
  jwtSecret: string
  publishableKey: string
  secretKey: string
}

export type VerifyToken = (token: string) => Promise<Claims>

// 2100-01-01: an opaque key does not expire, and every consumer of claims expects an exp.
const KEY_EXPIRY = 4102444800

/** The sentence for a token that expired `exp` seconds after the epoch. */
export function expiredMessage(exp: number): string {
  return `Token has expired ${Math.max(0, Math.floor(Date.now() / 1000) - exp)} seconds ago`
}

/**
 * Builds the check for tokens and API keys. Hosted's gateway turns an opaque `sb_…` key into a token of its role
 * before Realtime sees it; here the mapping is part of the check.
 */
export function createTokenVerifier(keys: TokenKeys): VerifyToken {
  const secret = new TextEncoder().encode(keys.jwtSecret)
  const keyRoles = new Map([
    [keys.publishableKey, 'anon'],
    [keys.secretKey, 'service_role'],
  ])

  return async (token) => {
    const keyRole = keyRoles.get(token)
    if (keyRole) return { role: keyRole, exp: KEY_EXPIRY }
    const claims = await verifySignature(token, secret)
    if (typeof claims.role !== 'string' || typeof claims.exp !== 'number') {
      throw new TokenError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
    }
    return { ...claims, role: claims.role, exp: claims.exp }
  }
}

async function verifySignature(
  token: string,
  secret: Uint8Array,
): Promise<Record<string, unknown> & { sub?: string }> {
  try {
    return (await jwtVerify(token, secret, { algorithms: ['HS256'] })).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new TokenError('InvalidJWTToken', expiredMessage(error.payload.exp ?? 0))
    }
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      throw new TokenError('JwtSignatureError', 'Failed to validate JWT signature')
    }
    if (error instanceof errors.JWTClaimValidationFailed) {
      throw new TokenError('InvalidJWTToken', error.message)
    }
    throw new TokenError('MalformedJWT', 'The token provided is not a valid JWT')
  }
}
