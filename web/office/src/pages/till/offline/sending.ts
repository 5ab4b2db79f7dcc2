import { asProblem, type Problem } from "@shared/api/problem";
import type { SaleDocument, SaleRequest } from "@shared/api/types";
import type { Keeping } from "./keeping";
import {
  answered,
  asOffline,
  isForgotten,
  isRefusal,
  mayBecomeOffline,
  nextToSend,
  refused,
  tried,
} from "./kept";

export interface SendingHooks {
  keeping: Keeping;
  sell: (request: SaleRequest, key: string) => Promise<SaleDocument>;
  now: () => number;
  /** Only what this person sold is sent under this person's name. */
  staffId: string;
}

export interface Sent {
  sent: number;
  refused: number;
  /** Why it stopped before all were through; then it is tried again later. */
  stopped: Problem | undefined;
}

/**
 * Sends what was kept, one after the other, oldest first. A sale is marked only after its answer is known; when the answer
 * is lost it is sent again with the same key and the same words, and the server gives the same answer.
 */
export async function sendKept(hooks: SendingHooks): Promise<Sent> {
  const { keeping, sell, now, staffId } = hooks;
  const result: Sent = { sent: 0, refused: 0, stopped: undefined };
  const at = () => new Date(now()).toISOString();
  for (const kept of await keeping.all()) if (isForgotten(kept, now())) await keeping.remove(kept.key);
  for (;;) {
    const kept = nextToSend(await keeping.all(), staffId);
    if (!kept) return result;
    try {
      const document = await sell(kept.request, kept.key);
      await keeping.put(answered(kept, document, at()));
      result.sent += 1;
    } catch (error) {
      const problem = asProblem(error);
      if (mayBecomeOffline(kept, problem)) {
        await keeping.put({ ...tried(kept), request: asOffline(kept.request, kept.madeAt, kept.told.lines) });
        continue;
      }
      if (!isRefusal(problem)) {
        await keeping.put(tried(kept));
        result.stopped = problem;
        return result;
      }
      await keeping.put(refused(kept, problem, at()));
      result.refused += 1;
    }
  }
}
