import { type Finding, findingsOf, some } from './finding'

export interface SettingFacts {
  settings: Record<string, unknown>
  /** Where H5 is, when the doctor was told. */
  publicUrl: string | null
  /** An answer of the API came through Cloudflare, as all of supabase.com do. */
  throughCloudflare: boolean
}

const { needed, advised } = findingsOf('settings')
const set = (key: string, value: string) =>
  `update private.settings set value = '"${value}"' where key = '${key}';`

/** Rows of private.settings that still say what the demo says, or what cannot be true here. */
export function checkSettings({ settings, publicUrl, throughCloudflare }: SettingFacts): Finding[] {
  const found: Finding[] = []
  const told = String(settings.public_url ?? '')
  if (!/^https:\/\/[^/]+$/.test(told)) {
    found.push(
      needed(
        `public_url is «${told}»: papers would carry a link that nobody can open.`,
        set('public_url', publicUrl ?? 'https://<H5 host>'),
      ),
    )
  } else if (publicUrl && told !== publicUrl) {
    found.push(needed(`public_url is «${told}», but H5 is at ${publicUrl}.`, set('public_url', publicUrl)))
  }
  const invented = Object.keys(settings).filter((key) => /清溪|清审/.test(JSON.stringify(settings[key])))
  if (invented.length > 0) {
    found.push(
      needed(
        `Settings name the invented county 清溪县: ${some(invented.sort(), 12)}.`,
        'Write your own county, numbers of papers and office for 行政复议 into these rows of private.settings.',
      ),
    )
  }
  if (settings.number_prefix === 'QX') {
    found.push(advised('Numbers begin with QX, as in the demo.', set('number_prefix', '<two letters>')))
  }
  const header = settings.client_address_header
  const right = throughCloudflare ? 'cf-connecting-ip' : 'x-forwarded-for'
  if (header !== right) {
    found.push(
      needed(
        `Limits by address read the header ${String(header)}, which nothing in front of this API overwrites: anybody may write it.`,
        `${set('client_address_header', right)} and the secret CLIENT_ADDRESS_HEADER=${right}`,
      ),
    )
  }
  return found
}
