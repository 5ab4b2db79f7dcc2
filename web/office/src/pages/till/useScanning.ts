import { asProblem } from "@shared/api/problem";
import type { SaleDocument } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseReceiptCode } from "../sales/saleKey";
import { kMostLines, kMostQuantity, type TillMember, type TillProduct } from "./basket";
import { type Found, look } from "./looking";
import type { Candidates, Mode, Notice } from "./ScanBar";
import { beep } from "./sound";
import { useSources } from "./useSources";
import type { TillDesk } from "./useTill";

/** The scan box with what it found: everything between a key press and a line in the basket. */
export function useScanning(desk: TillDesk, onSale: (document: SaleDocument) => void) {
  const { t } = useTranslation();
  const { lost } = desk;
  const sources = useSources(lost);
  const [text, setText] = useState("");
  const [mode, setMode] = useState<Mode>("any");
  const [candidates, setCandidates] = useState<Candidates>();
  const [active, setActive] = useState(0);
  const [notice, setNotice] = useState<Notice>();
  const [looking, setLooking] = useState(0);
  const { act, till } = desk;
  const latest = useRef(till);
  latest.current = till;
  // Scans come faster than answers; they are looked up one after the other, so that none overtakes.
  const line = useRef<Promise<void>>(Promise.resolve());

  const say = useCallback((tone: Notice["tone"], words: string, phone?: string) => {
    beep(tone === "good" ? "ok" : "no");
    setNotice({ tone, text: words, ...(phone ? { phone } : {}) });
  }, []);
  const settle = useCallback(() => {
    setText("");
    setMode("any");
    setCandidates(undefined);
    setActive(0);
  }, []);
  const takeProduct = useCallback(
    (product: TillProduct & { status?: string }, quantity: number) => {
      settle();
      if (product.status === "disabled") {
        say("bad", t("till.productDisabled", { name: product.name }));
        return;
      }
      const { id, sku, name, price_minor } = product;
      const { lines } = latest.current;
      if (lines.length >= kMostLines && !lines.some((line) => line.product.id === id)) {
        say("bad", t("till.tooMany", { n: kMostLines }));
        return;
      }
      act({ do: "add", product: { id, sku, name, price_minor }, quantity });
      say("good", t("till.added", { name, n: quantity }));
    },
    [act, say, settle, t],
  );
  const takeMember = useCallback(
    (member: TillMember) => {
      settle();
      act({ do: "member", member });
      say("good", t("till.memberIs", { name: member.customer.name }));
    },
    [act, say, settle, t],
  );
  const show = useCallback(
    (found: Found, membersOnly: boolean) => {
      switch (found.is) {
        case "product":
          takeProduct(found.product, found.quantity);
          break;
        case "member":
          takeMember(found.member);
          break;
        case "products":
          setCandidates({ of: "products", items: found.products, quantity: found.quantity });
          setActive(0);
          break;
        case "members":
          setCandidates({ of: "members", items: found.members });
          setActive(0);
          break;
        case "sale":
          settle();
          beep("ok");
          onSale(found.document);
          break;
        case "nothing":
          setText("");
          say(
            "bad",
            lost && parseReceiptCode(found.text)
              ? t("till.saleOffline")
              : lost && (membersOnly || found.phoneLike)
                ? t("till.memberOffline")
                : membersOnly || found.phoneLike
                  ? t("till.memberNotFound", { text: found.text })
                  : t("till.notFound", { text: found.text }),
            found.phoneLike && !lost ? found.text : undefined,
          );
          break;
        case "refused":
          setText("");
          say(
            "bad",
            found.problem.reason === "customers.card_frozen"
              ? t("till.cardFrozen")
              : reasonText(t, found.problem),
          );
      }
    },
    [takeProduct, takeMember, settle, say, t, lost, onSale],
  );
  const lookUp = useCallback(
    (what: string, scanned: boolean) => {
      const membersOnly = mode === "member";
      setText("");
      setCandidates(undefined);
      setNotice(undefined);
      setLooking((n) => n + 1);
      line.current = line.current
        .then(() => look(what, { membersOnly, scanned }, sources))
        .then((found) => show(found, membersOnly))
        .catch((error: unknown) => say("bad", reasonText(t, asProblem(error))))
        .finally(() => setLooking((n) => n - 1));
    },
    [mode, sources, show, say, t],
  );
  const choose = useCallback(
    (index: number) => {
      if (!candidates) return;
      if (candidates.of === "products") {
        const product = candidates.items[index];
        if (product) takeProduct(product, candidates.quantity);
        return;
      }
      const customer = candidates.items[index];
      if (!customer) return;
      settle();
      setLooking((n) => n + 1);
      // Points are no condition: without them the member is a member all the same.
      const points = sources.points?.(customer.id).catch(() => undefined) ?? Promise.resolve(undefined);
      void points
        .then((found) => takeMember(found ? { customer, points: found } : { customer }))
        .finally(() => setLooking((n) => n - 1));
    },
    [candidates, takeProduct, takeMember, settle, sources],
  );
  const setQuantity = useCallback(
    (typed: string) => {
      const quantity = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
      if (!(quantity >= 1 && quantity <= kMostQuantity)) {
        say("bad", t("till.badQuantity", { n: kMostQuantity }));
        return;
      }
      act({ do: "quantity", index: till.current, quantity });
      settle();
      beep("ok");
    },
    [act, till.current, say, settle, t],
  );
  const submit = useCallback(
    (typed: string, scanned: boolean): "empty" | "handled" => {
      const trimmed = typed.trim();
      if (candidates && !scanned) {
        choose(active);
        return "handled";
      }
      if (mode === "quantity" && !scanned) {
        if (trimmed === "") settle();
        else setQuantity(trimmed);
        return "handled";
      }
      if (trimmed === "") return "empty";
      lookUp(trimmed, scanned);
      return "handled";
    },
    [candidates, active, mode, choose, lookUp, setQuantity, settle],
  );
  return {
    text,
    setText: (next: string) => {
      setText(next);
      setCandidates(undefined);
      if (next !== "") setNotice(undefined);
    },
    mode,
    setMode: (next: Mode) => {
      settle();
      setNotice(undefined);
      setMode(next);
    },
    candidates,
    active,
    setActive,
    notice,
    setNotice,
    looking: looking > 0,
    submit,
    choose,
    settle,
    takeMember,
    say,
  };
}
