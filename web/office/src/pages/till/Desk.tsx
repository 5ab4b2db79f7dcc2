import { useMe } from "@app/session/session";
import type { PaymentKind, Reservation } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import type { ReceiptData } from "@shared/ui/print/Receipt";
import { ReceiptPrinter } from "@shared/ui/print/ReceiptPrinter";
import { useCountedPrint } from "@shared/ui/print/useCountedPrint";
import type { ScanInputHandle } from "@shared/ui/ScanInput";
import { App } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { TillMember } from "./basket";
import { Finished, useReceipt } from "./Finished";
import { KeyBar } from "./KeyBar";
import type { KeyAction, Situation } from "./keys";
import { Lines } from "./Lines";
import { MemberPanel } from "./MemberPanel";
import type { KeptSale } from "./offline/kept";
import { connection, useLost } from "./offline/useConnection";
import { useKept } from "./offline/useKept";
import { usePriceList } from "./offline/usePriceList";
import { Pay } from "./Pay";
import type { Parked } from "./parked";
import { Register } from "./Register";
import { RewardsModal } from "./RewardsModal";
import { RewardsPanel } from "./RewardsPanel";
import { ScanBar } from "./ScanBar";
import { beep } from "./sound";
import { TakeBack } from "./TakeBack";
import { Top } from "./Top";
import { PayButton, Totals } from "./Totals";
import { Tray } from "./Tray";
import { useDeskKeys } from "./useDeskKeys";
import { release, useParked } from "./useParked";
import { useReserving } from "./useReserving";
import { useScanning } from "./useScanning";
import { useSold } from "./useSold";
import type { TillStore } from "./useStores";
import { useTill } from "./useTill";

type Overlay = "register" | "rewards" | "tray" | "return";

export function Desk(props: {
  store: TillStore;
  stores: readonly TillStore[];
  onStore: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const can = useCan();
  const navigate = useNavigate();
  const { staff } = useMe();
  const { store } = props;
  const lost = useLost();
  const kept = useKept(staff.id, connection);
  const desk = useTill({ store, staff, lost, kept });
  const [overlay, setOverlay] = useState<Overlay>();
  const sold = useSold(() => setOverlay("return"));
  const scan = useScanning(desk, sold.show);
  const parked = useParked(store.id);
  const reserving = useReserving(desk, store.id);
  usePriceList(lost);
  const { till, act } = desk;
  const box = useRef<ScanInputHandle>(null);
  const [kind, setKind] = useState<PaymentKind>();
  const [phone, setPhone] = useState("");
  const [balance, setBalance] = useState<number>();
  const [printing, setPrinting] = useState<ReceiptData>();
  const receipt = useReceipt(till.done, store);
  const countedPrint = useCountedPrint(setPrinting);

  const situation: Situation = {
    step: till.step,
    hasLines: till.lines.length > 0,
    hasLine: till.lines[till.current] !== undefined,
    hasMember: till.member !== undefined,
    choosing: scan.candidates !== undefined,
    boxEmpty: scan.text === "",
    mode: scan.mode,
    typing: false,
    kind,
    rest: desk.rest > 0,
    sent: till.attempt !== undefined,
    unsure: till.attempt?.unsure === true && !till.attempt.reservationId,
    can: {
      register: can("customers.write"),
      giveBack: can("sales.return"),
      rewards: !lost,
    },
  };
  const ready = till.lines.length > 0 && desk.live.current && !desk.blocked && !reserving.busy;

  const quiet = () => {
    scan.settle();
    scan.setNotice(undefined);
  };
  const next = () => {
    act({ do: "next" });
    quiet();
    setBalance(undefined);
  };
  const pay = async () => {
    if (!ready) {
      if (till.lines.length > 0) beep("no");
      return;
    }
    quiet();
    setKind(undefined);
    const reservation = await reserving.forPayment();
    if (reservation !== "refused") act({ do: "pay", ...(reservation ? { reservation } : {}) });
  };
  const back = () => {
    setKind(undefined);
    if (till.attempt) return;
    if (till.reservation) void release(till.reservation);
    act({ do: "back" });
  };
  const park = async () => {
    if (!ready || parked.full) {
      beep("no");
      if (parked.full) scan.say("bad", t("till.park.full"));
      return;
    }
    const payable = desk.due;
    const reservation = lost ? undefined : await reserving.reserve();
    if (reservation === "refused") return;
    parked.park(till, payable, reservation);
    next();
    scan.say("good", t("till.park.done"));
  };
  const resume = (one: Parked, reservation: Reservation | undefined) => {
    setOverlay(undefined);
    parked.take(one);
    act({ do: "restore", till: one });
    if (reservation) act({ do: "pay", reservation });
  };
  const correct = (sale: KeptSale) => {
    setOverlay(undefined);
    const lines = sale.told.lines.map((line) => ({
      product: {
        id: line.product_id,
        sku: line.sku,
        name: line.product_name,
        price_minor: line.unit_price_minor,
      },
      quantity: line.quantity,
    }));
    act({ do: "restore", till: { lines, member: undefined, rewards: till.rewards, corrects: sale.key } });
    scan.say("good", t("till.kept.correcting"));
  };
  const print = () => {
    if (receipt) countedPrint({ ...receipt, balancePoints: balance });
  };
  const clear = () => {
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
  const openRegister = (text: string) => {
    setPhone(text);
    setOverlay("register");
  };

  const run = (action: KeyAction) => {
    const line = till.lines[till.current];
    const list = scan.candidates;
    switch (action.do) {
      case "mode":
        return scan.setMode(action.mode);
      case "register":
        return openRegister(scan.notice?.phone ?? "");
      case "rewards":
      case "tray":
      case "return":
        return setOverlay(action.do);
      case "park":
        return void park();
      case "pay":
        return void pay();
      case "clear":
        return clear();
      case "settle":
        if (list || scan.text !== "" || scan.mode !== "any") scan.settle();
        return scan.setNotice(undefined);
      case "remove":
        return act({ do: "remove", index: till.current });
      case "step":
        if (list) return scan.setActive((i) => (i + action.by + list.items.length) % list.items.length);
        return act({ do: "current", index: till.current + action.by });
      case "quantity":
        return line && act({ do: "quantity", index: till.current, quantity: line.quantity + action.by });
      case "kind":
        return setKind(action.kind);
      case "cancelKind":
        return setKind(undefined);
      case "back":
        return back();
      case "untake":
        return act({ do: "untake", index: till.taken.length - 1 });
      case "keep":
        return desk.keep();
      case "complete":
        if ((desk.covered || till.attempt?.unsure) && !desk.blocked) desk.complete();
        else beep("no");
        return;
      case "next":
        return next();
      case "print":
        return print();
    }
  };
  useDeskKeys(situation, run);

  const registered = (member: TillMember, isNew: boolean) => {
    setOverlay(undefined);
    scan.takeMember(member);
    if (isNew) scan.say("good", t("till.registered", { name: member.customer.name }));
  };

  return (
    <div className={`hp-till hp-till-step-${till.step}`}>
      <Top
        store={store}
        stores={props.stores}
        onStore={props.onStore}
        lost={lost}
        counts={{ ...kept.counts, parked: parked.all.length }}
        onTray={() => setOverlay("tray")}
        onReturn={situation.can.giveBack && till.step === "scan" ? () => setOverlay("return") : undefined}
        onPark={till.step === "scan" && till.lines.length > 0 ? () => void park() : undefined}
        onClear={
          till.step === "scan" && (till.lines.length > 0 || till.member !== undefined) ? clear : undefined
        }
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
                onSubmit={(text, scanned) => {
                  if (scan.submit(text, scanned) === "empty") void pay();
                }}
                mode={scan.mode}
                looking={scan.looking}
                keepsFocus={overlay === undefined}
                candidates={scan.candidates}
                active={scan.active}
                onChoose={scan.choose}
                notice={scan.notice}
                onRegister={situation.can.register ? openRegister : undefined}
              />
            ) : null}
            <Lines desk={desk} />
          </div>
          <aside className="hp-till-right">
            <MemberPanel desk={desk} onFind={() => scan.setMode("member")} />
            <RewardsPanel desk={desk} onOpen={lost ? undefined : () => setOverlay("rewards")} />
            {till.step === "pay" ? (
              <Pay
                desk={desk}
                state={{ kind, choose: setKind, cancel: () => setKind(undefined) }}
                onBack={back}
              />
            ) : (
              <div className="hp-till-sum">
                <Totals desk={desk} />
                <PayButton desk={desk} ready={ready} busy={reserving.busy} onPay={() => void pay()} />
              </div>
            )}
          </aside>
        </div>
      )}
      <KeyBar situation={situation} />
      <Register
        open={overlay === "register"}
        phone={phone}
        storeId={store.id}
        onDone={registered}
        onClose={() => setOverlay(undefined)}
      />
      <RewardsModal
        open={overlay === "rewards"}
        desk={desk}
        storeId={store.id}
        onClose={() => setOverlay(undefined)}
      />
      <Tray
        open={overlay === "tray"}
        kept={kept}
        parked={parked}
        lost={lost}
        free={till.step === "scan" && till.lines.length === 0}
        onResume={resume}
        onCorrect={correct}
        onClose={() => setOverlay(undefined)}
      />
      <TakeBack
        open={overlay === "return"}
        customer={till.member?.customer}
        storeId={store.id}
        saleKey={sold.key}
        onClose={() => {
          sold.forget();
          setOverlay(undefined);
        }}
      />
      <ReceiptPrinter receipt={printing} onDone={() => setPrinting(undefined)} />
    </div>
  );
}
