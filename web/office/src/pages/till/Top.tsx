import { useMe } from "@app/session/session";
import { Button, Dropdown, Tooltip } from "antd";
import { ArrowLeft, ChevronDown, Eraser, Store, Volume2, VolumeX, WifiOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSilent, setSilent } from "./sound";
import type { TillStore } from "./useStores";

export function Top(props: {
  store: TillStore;
  stores: readonly TillStore[];
  onStore: (id: string) => void;
  online: boolean;
  canClear: boolean;
  onClear: () => void;
  onLeave: () => void;
  fixed: boolean;
}) {
  const { t } = useTranslation();
  const { staff } = useMe();
  const [silent, mute] = useState(isSilent);
  const { store, stores, fixed } = props;
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
      {props.online ? null : (
        <span className="hp-till-offline" role="alert">
          <WifiOff size={15} aria-hidden="true" />
          {t("till.offline")}
        </span>
      )}
      <span className="hp-till-tools">
        {props.canClear ? (
          <Tooltip title={`${t("till.clear")}  F9`}>
            <Button
              type="text"
              icon={<Eraser size={17} />}
              aria-label={t("till.clear")}
              onClick={props.onClear}
            />
          </Tooltip>
        ) : null}
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
