import { createHash, randomInt, randomUUID } from 'node:crypto'
import bcrypt from 'bcryptjs'
import type postgres from 'postgres'
import { type AuthUserRow, userJson } from './auth-user'
import { json } from './http-bridge'

interface UserAttributes {
  id?: string
  email?: string
  phone?: string
  password?: string
  role?: string
  email_confirm?: boolean
  phone_confirm?: boolean
  app_metadata?: Record<string, unknown>
  user_metadata?: Record<string, unknown>
  ban_duration?: string
}

interface LinkRequest {
  type?: string
  email?: string
  password?: string
  data?: Record<string, unknown>
  redirect_to?: string
}

const USER_PATH = /^\/users\/([0-9a-f]{8}-[0-9a-f-]{27})$/i

/** Fault: lite has no admin API. Answers /auth/v1/admin/* in GoTrue's shapes, for service keys only. */
export class AuthAdmin {
  constructor(
    private readonly sql: postgres.Sql,
    private readonly apiUrl: () => string,
  ) {}

  async handle(request: Request, isService: boolean): Promise<Response> {
    if (!isService) return refusal(403, 'not_admin', 'User not allowed')
    const url = new URL(request.url)
    const path = url.pathname.slice('/auth/v1/admin'.length)
    const { method } = request
    if (path === '/users' && method === 'GET') return this.list(url.searchParams)
    if (path === '/users' && method === 'POST') return this.create(await readJson<UserAttributes>(request))
    if (path === '/generate_link' && method === 'POST') return this.link(await readJson<LinkRequest>(request))
    const id = USER_PATH.exec(path)?.[1]
    if (!id) return refusal(404, 'not_found', 'No such admin route')
    const user = await this.find(id)
    if (!user) return refusal(404, 'user_not_found', 'User not found')
    if (method === 'GET') return json(userJson(user))
    if (method === 'PUT') return this.update(user, await readJson<UserAttributes>(request))
    if (method === 'DELETE') return this.remove(user)
    return refusal(405, 'method_not_allowed', 'Method not allowed')
  }

  private async find(id: string): Promise<AuthUserRow | undefined> {
    const [row] = await this.sql<AuthUserRow[]>`select * from auth.users where id = ${id}`
    return row
  }

  private async findByEmail(email: string): Promise<AuthUserRow | undefined> {
    const [row] = await this.sql<
      AuthUserRow[]
    >`select * from auth.users where email = ${email} and not is_sso_user`
    return row
  }

  private async list(query: URLSearchParams): Promise<Response> {
    const page = Math.max(1, Number(query.get('page')) || 1)
    const size = Math.max(1, Number(query.get('per_page')) || 50)
    const [rows, [count]] = await Promise.all([
      this.sql<AuthUserRow[]>`
        select * from auth.users order by created_at desc, id limit ${size} offset ${(page - 1) * size}`,
      this.sql<{ total: number }[]>`select count(*)::int as total from auth.users`,
    ])
    const total = count?.total ?? 0
    const last = Math.max(1, Math.ceil(total / size))
    const link = (to: number, rel: string) =>
      `<${this.apiUrl()}/auth/v1/admin/users?page=${to}&per_page=${size}>; rel="${rel}"`
    const links = [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ')
    const headers = { 'x-total-count': String(total), link: links }
    return json({ users: rows.map(userJson), aud: 'authenticated' }, 200, headers)
  }

  private async create(attributes: UserAttributes): Promise<Response> {
    const email = attributes.email?.trim().toLowerCase() || null
    const phone = attributes.phone?.replace(/^\+/, '') || null
    if (!email && !phone)
      return refusal(400, 'validation_failed', 'Cannot create a user without either an email or phone')
    if (email && (await this.findByEmail(email))) {
      return refusal(422, 'email_exists', 'A user with this email address has already been registered')
    }
    const id = attributes.id ?? randomUUID()
    const provider = email ? 'email' : 'phone'
    const hash = attributes.password ? await bcrypt.hash(attributes.password, 10) : null
    const appMetadata = { provider, providers: [provider], ...attributes.app_metadata }
    try {
      await this.sql.begin(async (sql) => {
        await sql`
          insert into auth.users (id, aud, role, email, phone, encrypted_password, email_confirmed_at,
            phone_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
          values (${id}, 'authenticated', ${attributes.role ?? 'authenticated'}, ${email}, ${phone}, ${hash},
            ${attributes.email_confirm ? new Date() : null}, ${attributes.phone_confirm ? new Date() : null},
            ${sql.json(appMetadata as postgres.JSONValue)},
            ${sql.json((attributes.user_metadata ?? {}) as postgres.JSONValue)}, now(), now())`
        const identity = {
          sub: id,
          email,
          phone,
          email_verified: !!attributes.email_confirm,
          phone_verified: !!attributes.phone_confirm,
        }
        await sql`
          insert into auth.identities (id, provider, provider_id, user_id, identity_data)
          values (${randomUUID()}, ${provider}, ${id}, ${id}, ${sql.json(identity)})`
      })
    } catch (error) {
      if ((error as { code?: string }).code === '23505') {
        return refusal(
          422,
          phone ? 'phone_exists' : 'email_exists',
          'A user with this address has already been registered',
        )
      }
      // A trigger of the product refused the row.
      return refusal(
        500,
        'unexpected_failure',
        `Database error creating new user: ${(error as Error).message}`,
      )
    }
    return json(userJson((await this.find(id)) as AuthUserRow))
  }

  private async update(user: AuthUserRow, attributes: UserAttributes): Promise<Response> {
    const email = attributes.email?.trim().toLowerCase()
    if (email && email !== user.email && (await this.findByEmail(email))) {
      return refusal(422, 'email_exists', 'A user with this email address has already been registered')
    }
    const { sql } = this
    const change: Record<string, unknown> = { updated_at: new Date() }
    if (email) change.email = email
    if (attributes.phone) change.phone = attributes.phone.replace(/^\+/, '')
    if (attributes.role) change.role = attributes.role
    if (attributes.password) change.encrypted_password = await bcrypt.hash(attributes.password, 10)
    if (attributes.email_confirm) change.email_confirmed_at = user.email_confirmed_at ?? new Date()
    if (attributes.phone_confirm) change.phone_confirmed_at = user.phone_confirmed_at ?? new Date()
    if (attributes.ban_duration) change.banned_until = bannedUntil(attributes.ban_duration)
    if (attributes.app_metadata) {
      change.raw_app_meta_data = sql.json(merge(user.raw_app_meta_data, attributes.app_metadata))
    }
    if (attributes.user_metadata) {
      change.raw_user_meta_data = sql.json(merge(user.raw_user_meta_data, attributes.user_metadata))
    }
    await sql`update auth.users set ${sql(change)} where id = ${user.id}`
    return json(userJson((await this.find(user.id)) as AuthUserRow))
  }

  private async remove(user: AuthUserRow): Promise<Response> {
    try {
      await this.sql.begin(async (sql) => {
        // lite's refresh tokens have no foreign key to the user.
        await sql`delete from auth.refresh_tokens where user_id = ${user.id}`
        await sql`delete from auth.users where id = ${user.id}`
      })
    } catch (error) {
      return refusal(500, 'unexpected_failure', `Database error deleting user: ${(error as Error).message}`)
    }
    return json({})
  }

  private async link(body: LinkRequest): Promise<Response> {
    const type = body.type ?? ''
    if (!['signup', 'invite', 'recovery', 'magiclink'].includes(type)) {
      return refusal(400, 'validation_failed', `Invalid email action link type requested: ${type}`)
    }
    const email = body.email?.trim().toLowerCase()
    if (!email) return refusal(400, 'validation_failed', 'An email address is required')
    if (!(await this.findByEmail(email))) {
      if (type === 'recovery') return refusal(404, 'user_not_found', 'User with this email not found')
      // As hosted: a link for somebody unknown makes the account first.
      const made = await this.create({ email, password: body.password, user_metadata: body.data })
      if (!made.ok) return made
    }
    const user = (await this.findByEmail(email)) as AuthUserRow
    const otp = String(randomInt(0, 1_000_000)).padStart(6, '0')
    // lite compares with hex(sha256(address + code)); hosted uses sha224, which no client sees.
    const token = createHash('sha256')
      .update(email + otp)
      .digest('hex')
    if (type === 'signup' || type === 'invite') {
      await this
        .sql`update auth.users set confirmation_token = ${token}, confirmation_sent_at = now() where id = ${user.id}`
    } else {
      await this
        .sql`update auth.users set recovery_token = ${token}, recovery_sent_at = now() where id = ${user.id}`
    }
    const redirectTo = body.redirect_to ?? ''
    const query = new URLSearchParams({ token, type, redirect_to: redirectTo })
    return json({
      ...userJson(user),
      action_link: `${this.apiUrl()}/auth/v1/verify?${query}`,
      email_otp: otp,
      hashed_token: token,
      verification_type: type,
      redirect_to: redirectTo,
    })
  }
}

function merge(before: Record<string, unknown> | null, change: Record<string, unknown>): postgres.JSONValue {
  const merged = { ...before, ...change }
  // As GoTrue: null takes a key away.
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null),
  ) as postgres.JSONValue
}

function bannedUntil(duration: string): Date | null {
  const match = /^(\d+)(h|m|s)$/.exec(duration)
  if (!match) return null
  const unit = { h: 3600, m: 60, s: 1 }[match[2] as 'h' | 'm' | 's']
  return new Date(Date.now() + Number(match[1]) * unit * 1000)
}

async function readJson<T>(request: Request): Promise<T> {
  return (await request.json().catch(() => ({}))) as T
}

function refusal(status: number, code: string, message: string): Response {
  return json({ code: status, error_code: code, msg: message }, status)
}
