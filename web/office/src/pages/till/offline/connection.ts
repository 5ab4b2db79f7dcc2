/**
 * Whether this till has its server. A browser's own "online" only says that there is some network, so every request
 * counts: one that got no answer means lost, and from then on a small question is asked until one comes.
 */
export interface ConnectionHooks {
  /** Whether the server answers anything at all. */
  probe: () => Promise<boolean>;
  /** Calls back once, later; the returned function takes it back. */
  later: (run: () => void, milliseconds: number) => () => void;
}

const kProbeMs = 4000;

export class Connection {
  private lost = false;
  private cancel: (() => void) | undefined;
  private listeners = new Set<() => void>();

  constructor(private readonly hooks: ConnectionHooks) {}

  readonly isLost = (): boolean => this.lost;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  /** What a request, or the browser, found out. */
  heard(reached: boolean): void {
    if (reached === !this.lost) return;
    this.lost = !reached;
    this.cancel?.();
    this.cancel = undefined;
    if (this.lost) this.ask();
    for (const changed of this.listeners) changed();
  }

  /** Asks at once instead of waiting: the network is said to be back. */
  hurry(): void {
    if (!this.lost) return;
    this.cancel?.();
    void this.try();
  }

  private ask(): void {
    this.cancel = this.hooks.later(() => void this.try(), kProbeMs);
  }

  private async try(): Promise<void> {
    this.cancel = undefined;
    const reached = await this.hooks.probe().catch(() => false);
    if (!this.lost) return;
    if (reached) this.heard(true);
    else this.ask();
  }
}
