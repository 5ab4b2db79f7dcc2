import { chooseDesktop, chooseSound, useTellingChoice } from "@app/shell/tellingChoice";
import { pool } from "@shared/api/pool";
import type { Notice } from "@shared/api/poolTypes";
import { useFormat } from "@shared/ui/FormatProvider";
import { Time } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Popover, Switch } from "antd";
import { Bell } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import "./pool.css";

const kShown = 30;
const kQuestion = { unread: 1, limit: kShown } as const;

function useWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (notice: Notice): string => {
    if (!notice.customer_id) return t("pool.notices.returnedMany", { n: notice.count ?? 1 });
    const said = t(`pool.notices.${notice.kind}`, {
      name: notice.customer_name ?? "",
      why: notice.due_reason ? t(`pool.dueShort.${notice.due_reason}`) : "",
      at: notice.due_at ? format.dateTime(notice.due_at).slice(5) : "",
    });
    const again = (notice.stage ?? 1) > 1 && notice.first_reminded_at && notice.first_reminded_at < notice.at;
    if (again) {
      const first = format.dateTime(notice.first_reminded_at ?? "").slice(5);
      return said + t("pool.notices.again", { n: notice.stage ?? 1, first });
    }
    return notice.count ? said + t("pool.notices.tasks", { n: notice.count }) : said;
  };
}

function pathOf(notice: Notice): string {
  if (notice.kind === "request") return "/pool/requests";
  if (!notice.customer_id) return "/pool/board";
  if (notice.kind === "returned" || notice.kind === "taken_away") return `/customers/${notice.customer_id}`;
  return `/pool/mine?open=${notice.customer_id}`;
}

function Choices() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const choice = useTellingChoice();
  return (
    <div className="hp-bell-choices">
      <span>
        <Switch
          size="small"
          aria-label={t("pool.notices.sound")}
          checked={choice.sound}
          onChange={chooseSound}
        />
        {t("pool.notices.sound")}
      </span>
      <span>
        <Switch
          size="small"
          aria-label={t("pool.notices.desktop")}
          checked={choice.desktop}
          onChange={(on) =>
            void chooseDesktop(on).then((allowed) => {
              if (!allowed) void message.warning(t("pool.notices.blocked"), 6);
            })
          }
        />
        {t("pool.notices.desktop")}
      </span>
    </div>
  );
}

/** What has happened to one's customers since one last looked; kept by the server, so that no live event is lost. */
export default function NoticesBell() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ["notices", kQuestion],
    queryFn: ({ signal }) => pool.notices(kQuestion, signal),
    staleTime: 60_000,
  });
  const items = query.data?.items ?? [];
  const count = query.data?.total ?? items.length;
  const read = async (notices: readonly Notice[]) => {
    await pool.readNotices(notices.map((notice) => notice.notice_id)).catch(() => undefined);
    void queries.invalidateQueries({ queryKey: ["notices"] });
  };
  const content = (
    <div className="hp-bell">
      <header>
        <strong>{t("pool.notices.title")}</strong>
        {items.length > 0 ? (
          <Button type="text" size="small" onClick={() => void read(items)}>
            {t("pool.notices.readAll")}
          </Button>
        ) : null}
      </header>
      {items.length === 0 ? <p className="hp-faint">{t("pool.notices.none")}</p> : null}
      <ul>
        {items.map((notice) => (
          <li key={notice.notice_id} data-kind={notice.kind}>
            <Link
              to={pathOf(notice)}
              onClick={() => {
                setOpen(false);
                void read([notice]);
              }}
            >
              {words(notice)}
              <small>
                <Time at={notice.at} />
              </small>
            </Link>
          </li>
        ))}
      </ul>
      <Choices />
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={content}
      destroyOnHidden
    >
      <Button
        type="text"
        aria-label={t("pool.notices.open", { n: count })}
        icon={
          <Badge count={count} size="small" overflowCount={99} offset={[2, -2]}>
            <Bell size={17} />
          </Badge>
        }
      />
    </Popover>
  );
}
