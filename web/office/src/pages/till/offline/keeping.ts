import type { FoundProduct } from "../basket";
import type { KeptSale } from "./kept";

/** Where a till keeps what must outlive the page: the browser's own database, on this device. */
const kName = "homeport.till";
const kVersion = 1;

/** The sales; what is put is on the disk before the promise resolves. */
export interface Keeping {
  all: () => Promise<KeptSale[]>;
  put: (kept: KeptSale) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

/** The goods with their prices, for the time without a server. */
export interface PriceList {
  readAt: () => Promise<number | undefined>;
  replace: (products: readonly FoundProduct[], readAt: number) => Promise<void>;
  find: (code: string) => Promise<FoundProduct | undefined>;
  search: (q: string, most: number) => Promise<FoundProduct[]>;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new Error("the browser's database failed"));
    transaction.oncomplete = () => resolve();
    transaction.onerror = fail;
    transaction.onabort = fail;
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(kName, kVersion);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("kept", { keyPath: "key" });
      const products = database.createObjectStore("products", { keyPath: "id" });
      products.createIndex("sku", "sku");
      products.createIndex("barcode", "barcode");
      database.createObjectStore("notes");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser has no database"));
    request.onblocked = () => reject(new Error("another tab holds an older database"));
  });
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** "strict" waits for the disk: a till may lose its power right after the customer has paid. */
async function write(stores: string[], work: (transaction: IDBTransaction) => void): Promise<void> {
  const transaction = (await database()).transaction(stores, "readwrite", { durability: "strict" });
  const end = finished(transaction);
  work(transaction);
  await end;
}

async function read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(store, "readonly");
  return done(ask(transaction.objectStore(store)));
}

export const keeping: Keeping = {
  all: () => read<KeptSale[]>("kept", (store) => store.getAll() as IDBRequest<KeptSale[]>),
  put: (kept) => write(["kept"], (tx) => tx.objectStore("kept").put(kept)),
  remove: (key) => write(["kept"], (tx) => tx.objectStore("kept").delete(key)),
};

const kReadAt = "prices.read_at";

export const priceList: PriceList = {
  readAt: () =>
    read<number | undefined>("notes", (store) => store.get(kReadAt) as IDBRequest<number | undefined>),
  replace: (products, readAt) =>
    write(["products", "notes"], (tx) => {
      const store = tx.objectStore("products");
      store.clear();
      for (const product of products) store.put(product);
      tx.objectStore("notes").put(readAt, kReadAt);
    }),
  find: async (code) => {
    const by = (index: string) =>
      read<FoundProduct | undefined>(
        "products",
        (store) => store.index(index).get(code) as IDBRequest<FoundProduct | undefined>,
      );
    return (await by("barcode")) ?? (await by("sku"));
  },
  search: async (q, most) => {
    const all = await read<FoundProduct[]>(
      "products",
      (store) => store.getAll() as IDBRequest<FoundProduct[]>,
    );
    const wanted = q.trim().toLowerCase();
    return all
      .filter(({ name, sku }) => name.toLowerCase().includes(wanted) || sku.toLowerCase().includes(wanted))
      .slice(0, most);
  },
};
