/** What compile.ts makes of a build, and the host page runs. Types only: both sides of the browser's wall use it. */
export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

export interface Compiled {
  app: AppJson
  /** CommonJS files by their path in the build. */
  scripts: Record<string, string>
  /** Source of an expression that gives all compiled templates by path. */
  templates: string
  /** CSS by the path of its .wxss, imports already inside. */
  styles: Record<string, string>
}

/** A file of the test machine, as the person's phone has it. */
export interface PhoneFile {
  name: string
  mime: string
  base64: string
}

/** How a phone is set up before the app starts. */
export interface HostSettings {
  compiled: Compiled
  /** Names that WeChat hides from the app's files. */
  shadowed: string
  /** The demo person whose WeChat this is: what wx.login's codes stand for. */
  handle: string
  /** The address that the build was made for; the host forwards it to the test's stack. */
  builtFor: string
  fontSizeSetting: number
  statusBar: number
  safeBottom: number
}
