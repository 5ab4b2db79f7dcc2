import { pool } from "@shared/api/pool";
import type { Move, MoveKind } from "@shared/api/poolTypes";
import { Time } from "@shared/ui/Values";
import {
  AlarmClockOff,
  ArrowRightLeft,
  CalendarPlus,
  Hand,
  LogIn,
  LogOut,
  type LucideIcon,
  RotateCcw,
  Shield,
  ShieldOff,
  Trophy,
  Undo2,
  UserCheck,
  UserX,
  Waves,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";

const kIcons: Record<MoveKind, LucideIcon> = {
  enter: LogIn,
  claim: Hand,
  assign: UserCheck,
  transfer: ArrowRightLeft,
  give_back: Undo2,
  time_out: AlarmClockOff,
  take_back: Undo2,
  leaver: LogOut,
  lost: UserX,
  win: Trophy,
  reopen: RotateCcw,
  pool_change: Waves,
  protect: Shield,
  extend: CalendarPlus,
  unprotect: ShieldOff,
};
const kReturns: ReadonlySet<MoveKind> = new Set(["give_back", "time_out", "take_back", "leaver", "lost"]);

function Line(props: { move: Move }) {
  const { t } = useTranslation();
  const { move } = props;
  const Icon = kIcons[move.kind] ?? ArrowRightLeft;
  const words = t(`pool.move.${move.kind}`, {
    from: move.from_staff_name ?? "",
    to: move.to_staff_name ?? "",
    pool: "",
  }).trim();
  const why = [
    move.reason_name,
    move.due_reason ? t(`pool.dueShort.${move.due_reason}`) : undefined,
    move.note,
  ].filter(Boolean);
  return (
    <li>
      <span className="hp-timeline-icon" data-kind={kReturns.has(move.kind) ? "return" : move.kind}>
        <Icon size={15} aria-hidden="true" />
      </span>
      <div className="hp-timeline-what">
        {words}
        {why.length > 0 ? <span className="hp-move-why">{why.join(" · ")}</span> : null}
        <small>
          <Time at={move.at} />
          {` · ${move.by_name ? t("pool.move.by", { name: move.by_name }) : t("pool.move.system")}`}
          {move.rule_version ? ` · ${t("pool.move.rule", { n: move.rule_version })}` : null}
        </small>
      </div>
    </li>
  );
}

/** Everyone who ever had the customer, and how it changed hands: nothing is ever taken out of it. */
export function Moves(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const list = useMore<Move>(["pool", "moves", customerId], (query, signal) =>
    pool.moves(customerId, query, signal),
  );
  return (
    <MoreList list={list} empty={t("pool.panel.noMoves")}>
      {(items) => (
        <ol className="hp-timeline">
          {items.map((move) => (
            <Line key={move.move_no} move={move} />
          ))}
        </ol>
      )}
    </MoreList>
  );
}
