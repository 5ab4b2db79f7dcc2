import { Button } from "antd";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CommandButton } from "../command/CommandButtons";
import type { BoundCommand } from "../command/command";

/** What can be done to all rows chosen; lies over the foot of the list while there are any. */
export function BatchBar(props: { count: number; commands: readonly BoundCommand[]; onClear: () => void }) {
  const { t } = useTranslation();
  const { count, commands, onClear } = props;
  if (count === 0) return null;
  return (
    <section className="hp-batch" aria-label={t("list.batch")}>
      <strong className="hp-num" aria-live="polite">
        {t("list.selected", { n: count })}
      </strong>
      <div className="hp-batch-commands">
        {commands.map((command, i) => (
          <CommandButton key={command.id} command={command} kind={i === 0 ? "primary" : "default"} />
        ))}
      </div>
      <Button type="text" icon={<X size={16} />} aria-label={t("list.clearSelection")} onClick={onClear} />
    </section>
  );
}
