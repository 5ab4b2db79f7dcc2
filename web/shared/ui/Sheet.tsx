import { Button, Drawer, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "./command/CommandProvider";
import { focusFirst } from "./form/focusFirst";
import { useNarrow } from "./useNarrow";
import "./sheet.css";

interface SheetProps {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  /** Without it there is nothing to confirm, only to close. */
  onOk?: () => void;
  okText?: string;
  okDisabled?: boolean;
  danger?: boolean;
  busy?: boolean;
  width?: number;
  /** Left of the buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A short question: a dialog on a desk, a sheet within reach of the thumb on a phone. */
export function Sheet(props: SheetProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { open, title, onClose, onOk, okText, okDisabled, danger, busy, width = 480, aside } = props;
  const foot = (
    <div className="hp-sheet-foot">
      {aside ? <span className="hp-sheet-aside">{aside}</span> : null}
      <Button size={narrow ? "large" : "middle"} onClick={onClose} disabled={busy}>
        {onOk ? t("action.cancel") : t("action.close")}
      </Button>
      {onOk ? (
        <Button
          type="primary"
          size={narrow ? "large" : "middle"}
          danger={danger}
          loading={busy}
          disabled={okDisabled}
          onClick={onOk}
        >
          {okText ?? t("action.confirm")}
        </Button>
      ) : null}
    </div>
  );
  useKeys({ "mod+Enter": open && onOk && !okDisabled && !busy ? onOk : undefined });
  const body = <div className="hp-sheet-body">{props.children}</div>;
  if (narrow) {
    return (
      <Drawer
        open={open}
        onClose={onClose}
        placement="bottom"
        title={title}
        footer={foot}
        destroyOnHidden
        className="hp-sheet"
        styles={{ wrapper: { height: "auto", maxHeight: "92dvh" } }}
      >
        {body}
      </Drawer>
    );
  }
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      footer={foot}
      width={width}
      afterOpenChange={focusFirst}
      destroyOnHidden
    >
      {body}
    </Modal>
  );
}

/** A few choices side by side, large enough for a thumb; a radio group to the keyboard. */
export function Chips<V extends string>(props: {
  label: string;
  value: V | undefined;
  options: readonly { value: V; label: ReactNode }[];
  onChange: (value: V) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <div className="hp-chips" role="radiogroup" aria-label={label}>
      {options.map((option, i) => {
        const chosen = option.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: an input of type radio can't be this large
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            tabIndex={chosen || (value === undefined && i === 0) ? 0 : -1}
            className={`hp-chip${chosen ? " hp-chip-on" : ""}`}
            onClick={() => onChange(option.value)}
            onKeyDown={(event) => {
              const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
              if (by === undefined) return;
              event.preventDefault();
              const next = (i + by + options.length) % options.length;
              const other = options[next];
              if (other) onChange(other.value);
              (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
            }}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

/** A label above its control. */
export function Field(props: { label: string; children: ReactNode; hint?: ReactNode; htmlFor?: string }) {
  return (
    <div className="hp-field">
      {props.htmlFor ? (
        <label htmlFor={props.htmlFor}>{props.label}</label>
      ) : (
        <span className="hp-field-label">{props.label}</span>
      )}
      {props.children}
      {props.hint ? <div className="hp-field-hint">{props.hint}</div> : null}
    </div>
  );
}
