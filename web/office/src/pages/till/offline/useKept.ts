import { sales } from "@shared/api/endpoints";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Connection } from "./connection";
import { keeping } from "./keeping";
import { again, countKept, decided, inOrder, type KeptSale } from "./kept";
import { sendKept } from "./sending";

const kChannel = "homeport.till.kept";
const kLock = "homeport.till.sending";
/** An overloaded server, or a session that ended, is over by then. */
const kAgainMs = 30_000;
const kRefresh = ["sales", "customers", "customer", "home"];

/** One tab at a time sends; without locks the key alone keeps each sale single. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(kLock, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

/** The sales this device keeps, and their way to the server. */
export function useKept(staffId: string, connection: Connection) {
  const queries = useQueryClient();
  const [sales_, setSales] = useState<readonly KeptSale[]>([]);
  const [sending, setSending] = useState(false);
  const channel = useRef<BroadcastChannel>(undefined);
  const busy = useRef(false);

  const reread = useCallback(async () => {
    // Where the browser has no database nothing can be kept; selling with a network goes on.
    setSales(inOrder(await keeping.all().catch(() => [])));
  }, []);
  const changed = useCallback(async () => {
    channel.current?.postMessage("changed");
    await reread();
  }, [reread]);

  const send = useCallback(async () => {
    if (busy.current || connection.isLost()) return;
    busy.current = true;
    try {
      await alone(async () => {
        setSending(true);
        const result = await sendKept({
          keeping,
          staffId,
          now: Date.now,
          sell: (request, key) => sales.sell(request, { key }),
        });
        if (result.sent + result.refused === 0) return;
        for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
      });
    } catch {
      // No database, or it is full: what is in it stays and is tried with the next round.
    } finally {
      busy.current = false;
      setSending(false);
      await changed();
    }
  }, [staffId, connection, queries, changed]);

  useEffect(() => {
    const heard = new BroadcastChannel(kChannel);
    channel.current = heard;
    heard.onmessage = () => void reread();
    // Asked once: a browser short of space must not throw a till's sales away.
    void navigator.storage?.persist?.();
    void reread().then(send);
    const stop = connection.subscribe(() => void send());
    const timer = setInterval(() => void send(), kAgainMs);
    return () => {
      heard.close();
      stop();
      clearInterval(timer);
    };
  }, [connection, reread, send]);

  const keep = useCallback(
    async (sale: KeptSale) => {
      await keeping.put(sale);
      await changed();
    },
    [changed],
  );
  const sendAgain = useCallback(
    async (sale: KeptSale) => {
      await keep(again(sale));
      await send();
    },
    [keep, send],
  );
  const decide = useCallback(
    (sale: KeptSale, state: "corrected" | "dropped") => keep(decided(sale, state, new Date().toISOString())),
    [keep],
  );
  return { sales: sales_, counts: countKept(sales_), sending, keep, send, sendAgain, decide };
}

export type KeptDesk = ReturnType<typeof useKept>;
