import { asProblem } from "@shared/api/problem";
import type { PaymentKind } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { isTyping } from "@shared/ui/command/keys";
import { ProblemState } from "@shared/ui/EmptyState";
import type { ReceiptData } from "@shared/ui/print/Receipt";
import { ReceiptPrinter } from "@shared/ui/print/ReceiptPrinter";
import type { ScanInputHandle } from "@shared/ui/ScanInput";
import { useTitle } from "@shared/ui/useTitle";
import { App, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { TillMember } from "./basket";
import { Finished, useReceipt } from "./Finished";
import { KeyBar } from "./KeyBar";
import { Lines } from "./Lines";
import { MemberPanel } from "./MemberPanel";
import { kPaymentKinds } from "./names";
import { Pay } from "./Pay";
import { Register } from "./Register";
import { ScanBar } from "./ScanBar";
import { StorePicker } from "./StorePicker";
import { beep } from "./sound";
import { Top } from "./Top";
import { PayButton, Totals } from "./Totals";
import { useOnline } from "./useOnline";
import { useScanning } from "./useScanning";
import { type TillStore, useStores } from "./useStores";
import { useTill } from "./useTill";
import "./till.css";

const kOverlay = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open";

function Desk(props: { store: TillStore; stores: readonly TillStore[]; onStore: (id: string) => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const can = useCan();
  const navigate = useNavigate();
  const online = useOnline();
  const { store } = props;
  const desk = useTill(store.id);
  const scan = useScanning(desk);
  const { till, act } = desk;
  const box = useRef<ScanInputHandle>(null);
  const [kind, setKind] = useState<PaymentKind>();
  const [register, setRegister] = useState<string>();
  const [balance, setBalance] = useState<number>();
  const [printing, setPrinting] = useState<ReceiptData>();
  const receipt = useReceipt(till.done, store);
  const canRegister = can("customers.write");

  const pay = () => {
    if (till.lines.length === 0 || !desk.live.current) {
      if (till.lines.length > 0) beep("no");
      return;
    }
    scan.settle();
    scan.setNotice(undefined);
    setKind(undefined);
    act({ do: "pay" });
  };
  const back = () => {
    setKind(undefined);
    act({ do: "back" });
  };
  const next = () => {
    act({ do: "next" });
    scan.settle();
    scan.setNotice(undefined);
    setBalance(undefined);
  };
  const print = () => {
    if (receipt) setPrinting({ ...receipt, balancePoints: balance });
  };
  const clear = () => {
    if (till.step !== "scan" || (till.lines.length === 0 && !till.member)) return;
    if (till.lines.length === 0) {
      next();
      return;
    }
    modal.confirm({
      title: t("till.clearTitle"),
      content: t("till.clearText", { n: till.lines.length }),
      okText: t("till.clear"),
      cancelText: t("action.cancel"),
      okButtonProps: { danger: true },
      onOk: next,
      afterClose: () => box.current?.focus(),
    });
  };

  const scanKeys = (key: string): boolean => {
    const list = scan.candidates;
    const bare = scan.text === "" && !list;
    const line = till.lines[till.current];
    const counts = bare && scan.mode === "any" && line;
    const step = (by: number) => {
      if (list) scan.setActive((i) => (i + by + list.items.length) % list.items.length);
      else act({ do: "current", index: till.current + by });
    };
    const keys: Record<string, (() => void) | false | undefined> = {
      F2: () => scan.setMode(scan.mode === "member" ? "any" : "member"),
      F3: canRegister && (() => setRegister(scan.notice?.phone ?? "")),
      F4: line && (() => scan.setMode(scan.mode === "quantity" ? "any" : "quantity")),
      F8: pay,
      F9: clear,
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Delete: bare && line && (() => act({ do: "remove", index: till.current })),
      "+": counts && (() => act({ do: "quantity", index: till.current, quantity: line.quantity + 1 })),
      "-": counts && (() => act({ do: "quantity", index: till.current, quantity: line.quantity - 1 })),
      Escape: () => {
        if (list || scan.text !== "" || scan.mode !== "any") scan.settle();
        scan.setNotice(undefined);
      },
    };
    const run = keys[key];
    if (!run) return false;
    run();
    return true;
  };
  const payKeys = (key: string, typing: boolean): boolean => {
    if (key === "Escape") {
      if (kind) setKind(undefined);
      else back();
      return true;
    }
    if (typing) return false;
    const chosen = /^[1-6]$/.test(key) ? kPaymentKinds[Number(key) - 1] : undefined;
    if (chosen) {
      if (desk.rest > 0 && !till.attempt) setKind(chosen.kind);
      return true;
    }
    if (key === "Enter") {
      if (online && (desk.covered || till.attempt?.unsure)) desk.complete();
      else beep("no");
      return true;
    }
    if (key === "Backspace" || key === "Delete") {
      act({ do: "untake", index: till.taken.length - 1 });
      return true;
    }
    return false;
  };
  const doneKeys = (key: string): boolean => {
    if (key === "Enter" || key === "Escape") next();
    else if (key === "p" || key === "P") print();
    else return false;
    return true;
  };

  const handle = useRef<(event: KeyboardEvent) => void>(() => undefined);
  handle.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector(kOverlay)) return;
    const typing = isTyping(event.target);
    // Under an input method only the physical key is known; in a field the person is composing then.
    const composing = event.isComposing || event.key === "Process";
    if (composing && typing) return;
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const key = event.key === "Process" ? (digit ?? event.code.replace(/^Key/, "").toLowerCase()) : event.key;
    const onButton =
      (key === "Enter" || key === " ") &&
      event.target instanceof Element &&
      event.target.closest("a,button,[role=menuitem]") !== null;
    if (onButton) return;
    const done =
      till.step === "scan" ? scanKeys(key) : till.step === "pay" ? payKeys(key, typing) : doneKeys(key);
    if (done) event.preventDefault();
    // Single keys mean something else elsewhere in the office; here they stay with the till.
    if (done || (!typing && event.key.length === 1)) event.stopPropagation();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle.current(event);
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);

  const submit = (text: string, scanned: boolean) => {
    if (scan.submit(text, scanned) === "empty") pay();
  };
  const registered = (member: TillMember, isNew: boolean) => {
    setRegister(undefined);
    scan.takeMember(member);
    if (isNew) scan.say("good", t("till.registered", { name: member.customer.name }));
  };

  return (
    <div className={`hp-till hp-till-step-${till.step}`}>
      <Top
        store={store}
        stores={props.stores}
        onStore={props.onStore}
        online={online}
        canClear={till.step === "scan" && (till.lines.length > 0 || till.member !== undefined)}
        onClear={clear}
        onLeave={() => void navigate("/")}
        fixed={till.step !== "scan"}
      />
      {till.step === "done" && till.done ? (
        <Finished done={till.done} onNext={next} onPrint={print} onBalance={setBalance} />
      ) : (
        <div className="hp-till-body">
          <div className="hp-till-left">
            {till.step === "scan" ? (
              <ScanBar
                box={box}
                text={scan.text}
                onText={scan.setText}
                onSubmit={submit}
                mode={scan.mode}
                looking={scan.looking}
                keepsFocus={register === undefined}
                candidates={scan.candidates}
                active={scan.active}
                onChoose={scan.choose}
                notice={scan.notice}
                onRegister={canRegister ? setRegister : undefined}
              />
            ) : null}
            <Lines desk={desk} />
          </div>
          <aside className="hp-till-right">
            <MemberPanel desk={desk} onFind={() => scan.setMode("member")} />
            {till.step === "pay" ? (
              <Pay
                desk={desk}
                state={{ kind, choose: setKind, cancel: () => setKind(undefined) }}
                onBack={back}
                offline={!online}
              />
            ) : (
              <div className="hp-till-sum">
                <Totals desk={desk} />
                <PayButton desk={desk} onPay={pay} />
              </div>
            )}
          </aside>
        </div>
      )}
      <KeyBar step={till.step} hasLines={till.lines.length > 0} canRegister={canRegister} />
      <Register
        open={register !== undefined}
        phone={register ?? ""}
        storeId={store.id}
        onDone={registered}
        onClose={() => setRegister(undefined)}
      />
      <ReceiptPrinter receipt={printing} onDone={() => setPrinting(undefined)} />
    </div>
  );
}

export default function TillPage() {
  const { t } = useTranslation();
  useTitle(t("till.title"));
  const { store, stores, waiting, problem, retry, choose } = useStores();
  if (waiting) {
    return (
      <div className="hp-waiting">
        <Spin size="large" />
      </div>
    );
  }
  if (problem) return <ProblemState problem={asProblem(problem)} retry={retry} />;
  if (!store) return <StorePicker stores={stores} onChoose={choose} />;
  return <Desk store={store} stores={stores} onStore={choose} />;
}
