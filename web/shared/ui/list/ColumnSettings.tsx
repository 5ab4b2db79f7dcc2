import { Button, Checkbox, Popover, Segmented, Tooltip } from "antd";
import { ArrowDown, ArrowUp, SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type ColumnChoice, move } from "./columnChoice";

interface Props {
  columns: readonly { key: string; title: string }[];
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice | undefined) => void;
}

export function ColumnSettings(props: Props) {
  const { t } = useTranslation();
  const { columns, choice, onChange } = props;
  const titles = new Map(columns.map((column) => [column.key, column.title]));
  const lastShown = choice.order.length - choice.hidden.length <= 1;
  const content = (
    <div className="hp-columns">
      <Segmented
        block
        value={choice.dense ? "dense" : "comfortable"}
        options={[
          { value: "comfortable", label: t("list.comfortable") },
          { value: "dense", label: t("list.dense") },
        ]}
        onChange={(value) => onChange({ ...choice, dense: value === "dense" })}
      />
      <ul>
        {choice.order.map((key, i) => {
          const hidden = choice.hidden.includes(key);
          const title = titles.get(key) ?? key;
          return (
            <li key={key}>
              <Checkbox
                checked={!hidden}
                disabled={!hidden && lastShown}
                onChange={() =>
                  onChange({
                    ...choice,
                    hidden: hidden ? choice.hidden.filter((other) => other !== key) : [...choice.hidden, key],
                  })
                }
              >
                {title}
              </Checkbox>
              <Button
                type="text"
                size="small"
                disabled={i === 0}
                icon={<ArrowUp size={14} />}
                aria-label={`${t("list.moveUp")}: ${title}`}
                onClick={() => onChange({ ...choice, order: move(choice.order, key, -1) })}
              />
              <Button
                type="text"
                size="small"
                disabled={i === choice.order.length - 1}
                icon={<ArrowDown size={14} />}
                aria-label={`${t("list.moveDown")}: ${title}`}
                onClick={() => onChange({ ...choice, order: move(choice.order, key, 1) })}
              />
            </li>
          );
        })}
      </ul>
      <Button type="link" size="small" onClick={() => onChange(undefined)}>
        {t("list.resetColumns")}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t("list.columns")} content={content}>
      <Tooltip title={t("list.columns")}>
        <Button type="text" icon={<SlidersHorizontal size={16} />} aria-label={t("list.columns")} />
      </Tooltip>
    </Popover>
  );
}
