const NAMES: [name: string, sign: RegExp][] = [
  ['WeChat', /MicroMessenger\/(\d{1,4}(?:\.\d{1,4}){0,2})/],
  ['Edge', /Edg\/(\d{1,4})/],
  ['Firefox', /Firefox\/(\d{1,4})/],
  ['Chrome', /Chrome\/(\d{1,4})/],
  ['Safari', /Version\/(\d{1,4}(?:\.\d{1,4})?)/],
]

export function runtimeName(): string | null {
  for (const [name, sign] of NAMES) {
    const version = sign.exec(navigator.userAgent)?.[1]
    if (version) return `${name} ${version}`
  }
  return null
}
