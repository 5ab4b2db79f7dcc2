import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import { useNow } from "@shared/ui/FormatProvider";
import { Button, Dropdown } from "antd";
import { ArrowLeftRight, SquarePen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DaysLeft, GradeTag, Why } from "./Cells";
import { kStages } from "./choices";
import { urgencyOf } from "./due";

export function StageCard(props: {
  customer: PoolCustomer;
  movable: boolean;
  onOpen: () => void;
  onKey: (event: React.KeyboardEvent) => void;
  onMove: (stage: Stage) => void;
  onFollowUp: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const { customer, movable, onOpen, onKey, onMove, onFollowUp } = props;
  return (
    <li
      className="hp-stage-card"
      data-urgency={urgencyOf(customer, now)}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", customer.customer_id);
        event.dataTransfer.effectAllowed = "move";
      }}
    >
      <button
        type="button"
        className="hp-stage-card-main"
        data-card={customer.customer_id}
        onClick={onOpen}
        onKeyDown={onKey}
      >
        <span className="hp-stage-card-head">
          <strong>{customer.name}</strong>
          <GradeTag grade={customer.grade} />
        </span>
        <span className="hp-stage-card-foot">
          <DaysLeft customer={customer} />
          <span className="hp-faint">{customer.interest ?? customer.source}</span>
        </span>
        <Why customer={customer} />
      </button>
      <span className="hp-stage-card-tools">
        {onFollowUp ? (
          <Button
            type="text"
            size="small"
            icon={<SquarePen size={15} />}
            aria-label={`${t("pool.followUp")} ${customer.name}`}
            onClick={onFollowUp}
          />
        ) : null}
        {movable ? (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: kStages
                .filter((stage) => stage !== customer.stage)
                .map((stage) => ({ key: stage, label: t(`pool.stage.${stage}`) })),
              onClick: ({ key }) => onMove(key as Stage),
            }}
          >
            <Button
              type="text"
              size="small"
              icon={<ArrowLeftRight size={15} />}
              aria-label={`${t("pool.setStage")} ${customer.name}`}
            />
          </Dropdown>
        ) : null}
      </span>
    </li>
  );
}
