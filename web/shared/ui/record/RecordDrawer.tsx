import { Button, Drawer, Skeleton, Tooltip } from "antd";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { CommandButton, CommandMenu } from "../command/CommandButtons";
import { useKeys } from "../command/CommandProvider";
import type { BoundCommand } from "../command/command";
import { ProblemState } from "../EmptyState";
import { neighboursOf } from "../list/neighbours";

interface RecordDrawerProps {
  /** The open record's id; the drawer is open while there is one. */
  id: string | undefined;
  /** The list it was opened from: "[" and "]" go through it. */
  list: string;
  title: ReactNode;
  commands?: readonly BoundCommand[];
  problem?: Problem;
  loading?: boolean;
  onOpen: (id: string | undefined) => void;
  width?: number;
  children: ReactNode;
}

export function Neighbour(props: { list: string; id: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { list, id, onOpen } = props;
  const near = id ? neighboursOf(list, id) : undefined;
  const { previous, next } = near ?? {};
  useKeys({ "[": previous ? () => onOpen(previous) : undefined, "]": next ? () => onOpen(next) : undefined });
  if (!near || near.position === 0 || near.count < 2) return null;
  return (
    <span className="hp-neighbours">
      <Tooltip title={`${t("shell.keys.previous")}  [`}>
        <Button
          type="text"
          size="small"
          disabled={!previous}
          icon={<ChevronLeft size={16} />}
          aria-label={t("shell.keys.previous")}
          onClick={() => previous && onOpen(previous)}
        />
      </Tooltip>
      <span className="hp-num hp-faint">
        {near.position} / {near.count}
      </span>
      <Tooltip title={`${t("shell.keys.next")}  ]`}>
        <Button
          type="text"
          size="small"
          disabled={!next}
          icon={<ChevronRight size={16} />}
          aria-label={t("shell.keys.next")}
          onClick={() => next && onOpen(next)}
        />
      </Tooltip>
    </span>
  );
}

/** A record beside its list. */
export function RecordDrawer(props: RecordDrawerProps) {
  const { id, list, title, commands = [], problem, loading, onOpen, width = 560 } = props;
  const [primary, ...others] = commands;
  return (
    <Drawer
      open={id !== undefined}
      onClose={() => onOpen(undefined)}
      size={width}
      mask={{ closable: true }}
      className="hp-drawer"
      title={title}
      extra={
        <span className="hp-drawer-tools">
          <Neighbour list={list} id={id} onOpen={onOpen} />
          {primary ? <CommandButton command={primary} /> : null}
          <CommandMenu commands={others} size="middle" />
        </span>
      }
    >
      {problem ? (
        <ProblemState problem={problem} />
      ) : loading ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        props.children
      )}
    </Drawer>
  );
}
