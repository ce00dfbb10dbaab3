/** What has to be undone when a run ends, however it ends. */
export class Cleanup {
  readonly #steps: (() => Promise<void> | void)[] = []

  teardown(step: () => Promise<void> | void): void {
    this.#steps.push(step)
  }

  /** Last in, first out; a step that fails does not keep the others from running. */
  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step()
      } catch (error) {
        console.error(error)
      }
    }
  }
}
