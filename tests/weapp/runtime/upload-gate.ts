/** Uploads of the phone: how many go at once, and a way to hold them where they are. */
export class UploadGate {
  now = 0
  most = 0
  private held: { go: () => void; fail: (error: Error) => void }[] | null = null

  /** What goes up from now on stands still. */
  hold(): void {
    this.held ??= []
  }

  /** Lets what stands go on, and what comes pass. */
  release(): void {
    const held = this.held ?? []
    this.held = null
    for (const { go } of held) go()
  }

  /** The connection of those that stand is cut. */
  cut(error: Error): void {
    for (const { fail } of this.held?.splice(0) ?? []) fail(error)
  }

  async pass(): Promise<void> {
    this.now += 1
    this.most = Math.max(this.most, this.now)
    const { held } = this
    if (held) await new Promise<void>((go, fail) => held.push({ go, fail }))
  }

  left(): void {
    this.now -= 1
  }
}
