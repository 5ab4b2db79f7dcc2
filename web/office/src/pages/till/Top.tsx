import { useMe } from "@app/session/session";
import { Badge, Button, Dropdown, Tooltip } from "antd";
import {
  ArrowLeft,
  ChevronDown,
  Eraser,
  Inbox,
  PauseCircle,
  Store,
  Undo2,
  Volume2,
  VolumeX,
  WifiOff,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isSilent, setSilent } from "./sound";
import type { TillStore } from "./useStores";

function Tool(props: { label: string; keyName: string; icon: ReactNode; run: (() => void) | undefined }) {
  const { label, keyName, icon, run } = props;
  if (!run) return null;
  return (
    <Tooltip title={`${label}  ${keyName}`}>
      <Button type="text" icon={icon} aria-label={label} onClick={run} />
    </Tooltip>
  );
}

export function Top(props: {
  store: TillStore;
  stores: readonly TillStore[];
  onStore: (id: string) => void;
  lost: boolean;
  /** What this device holds, of each sort. */
  counts: { waiting: number; refused: number; parked: number };
  onTray: () => void;
  onReturn: (() => void) | undefined;
  onPark: (() => void) | undefined;
  onClear: (() => void) | undefined;
  onLeave: () => void;
  fixed: boolean;
}) {
  const { t } = useTranslation();
  const { staff } = useMe();
  const [silent, mute] = useState(isSilent);
  const { store, stores, fixed, counts } = props;
  const held = counts.waiting + counts.refused + counts.parked;
  return (
    <header className="hp-till-top">
      <Tooltip title={t("till.leave")}>
        <Button
          type="text"
          icon={<ArrowLeft size={18} />}
          aria-label={t("till.leave")}
          onClick={props.onLeave}
        />
      </Tooltip>
      <h1>{t("till.title")}</h1>
      <Dropdown
        trigger={["click"]}
        disabled={stores.length < 2 || fixed}
        menu={{
          selectedKeys: [store.id],
          items: stores.map((one) => ({ key: one.id, label: one.name })),
          onClick: ({ key }) => props.onStore(key),
        }}
      >
        <button type="button" className="hp-till-store" disabled={stores.length < 2 || fixed}>
          <Store size={15} aria-hidden="true" />
          <span>{store.name}</span>
          {stores.length > 1 && !fixed ? <ChevronDown size={14} aria-hidden="true" /> : null}
        </button>
      </Dropdown>
      <span className="hp-till-staff">{staff.name}</span>
      {props.lost ? (
        <span className="hp-till-offline" role="alert">
          <WifiOff size={15} aria-hidden="true" />
          <span>{t("till.offline")}</span>
        </span>
      ) : null}
      <span className="hp-till-tools">
        <Tool label={t("till.takeBack.title")} keyName="F1" icon={<Undo2 size={17} />} run={props.onReturn} />
        <Tool
          label={t("till.park.command")}
          keyName="F7"
          icon={<PauseCircle size={17} />}
          run={props.onPark}
        />
        <Tool label={t("till.clear")} keyName="F9" icon={<Eraser size={17} />} run={props.onClear} />
        <Tooltip title={`${t("till.tray")}  F10`}>
          <Button
            type="text"
            aria-label={held > 0 ? t("till.trayHolds", { n: held }) : t("till.tray")}
            onClick={props.onTray}
            icon={
              <Badge
                count={held}
                size="small"
                offset={[4, -2]}
                color={counts.refused > 0 ? "var(--hp-bad)" : "var(--hp-mark)"}
              >
                <Inbox size={17} className="hp-till-tray-icon" />
              </Badge>
            }
          />
        </Tooltip>
        <Tooltip title={silent ? t("till.soundOn") : t("till.soundOff")}>
          <Button
            type="text"
            icon={silent ? <VolumeX size={17} /> : <Volume2 size={17} />}
            aria-label={silent ? t("till.soundOn") : t("till.soundOff")}
            onClick={() => {
              setSilent(!silent);
              mute(!silent);
            }}
          />
        </Tooltip>
      </span>
    </header>
  );
}
