import { newKey } from "@shared/api/client";
import { sales } from "@shared/api/endpoints";
import type { Reservation } from "@shared/api/types";
import { useCallback, useState } from "react";
import type { Till } from "./basket";
import { fromStoredParked, kMostParked, type Parked, parkedOf } from "./parked";

const kStorageKey = "homeport.till.parked";

/** The sales laid aside at this device; a reload keeps them, their reservations live on the server. */
export function useParked(storeId: string) {
  const [all, setAll] = useState<readonly Parked[]>(() =>
    fromStoredParked(localStorage.getItem(kStorageKey)),
  );
  const store = useCallback((next: readonly Parked[]) => {
    localStorage.setItem(kStorageKey, JSON.stringify(next));
    setAll(next);
  }, []);
  const read = () => fromStoredParked(localStorage.getItem(kStorageKey));
  return {
    all: all.filter((one) => one.storeId === storeId),
    full: all.length >= kMostParked,
    park: (till: Till, payable: number, reservation: Reservation | undefined) => {
      const at = new Date().toISOString();
      store([parkedOf(till, { id: newKey(), at, storeId, payable, reservation }), ...read()]);
    },
    /** Takes it out of the list; its reservation goes on. */
    take: (parked: Parked) => store(read().filter((one) => one.id !== parked.id)),
    /** Gives everything laid aside for it free. */
    drop: async (parked: Parked) => {
      store(read().filter((one) => one.id !== parked.id));
      if (parked.reservation) await release(parked.reservation);
    },
  };
}

export type ParkedDesk = ReturnType<typeof useParked>;

/** What can't be released now is released by its time-out. */
export async function release(reservation: Pick<Reservation, "reservation_id">): Promise<void> {
  await sales.voidReservation(reservation.reservation_id).catch(() => undefined);
}
