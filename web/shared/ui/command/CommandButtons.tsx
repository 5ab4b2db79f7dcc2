import { Button, Dropdown } from "antd";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommandHost } from "./CommandProvider";
import type { BoundCommand } from "./command";

/** A button of a command; nothing where it isn't available. */
export function CommandButton(props: {
  command: BoundCommand;
  kind?: "primary" | "default" | "text";
  size?: "small" | "middle";
}) {
  const { command, kind = "default", size } = props;
  const host = useCommandHost();
  const [busy, setBusy] = useState(false);
  if (!command.available(host.can)) return null;
  const Icon = command.icon;
  return (
    <Button
      type={kind}
      size={size}
      danger={command.danger}
      loading={busy}
      icon={Icon ? <Icon size={16} /> : undefined}
      onClick={() => {
        setBusy(true);
        void command.run(host).finally(() => setBusy(false));
      }}
    >
      {command.label(host.t)}
    </Button>
  );
}

/** The commands of one row or record behind "…"; nothing when none is available. */
export function CommandMenu(props: {
  commands: readonly BoundCommand[];
  children?: ReactNode;
  size?: "small" | "middle";
}) {
  const host = useCommandHost();
  const { t } = useTranslation();
  const shown = props.commands.filter((command) => command.available(host.can));
  if (shown.length === 0) return null;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: shown.map((command) => {
          const Icon = command.icon;
          return {
            key: command.id,
            label: command.label(host.t),
            danger: command.danger,
            icon: Icon ? <Icon size={15} /> : undefined,
          };
        }),
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          void shown.find((command) => command.id === key)?.run(host);
        },
      }}
    >
      {props.children ?? (
        <Button
          type="text"
          size={props.size ?? "small"}
          aria-label={t("action.more")}
          icon={<Ellipsis size={16} />}
          onClick={(event) => event.stopPropagation()}
        />
      )}
    </Dropdown>
  );
}
