import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { More } from "./useMore";

/** The states of a growing list around its rows. */
export function MoreList<T>(props: {
  list: More<T>;
  empty: string;
  children: (items: readonly T[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const { list } = props;
  if (list.problem && list.items.length === 0)
    return <ProblemState problem={list.problem} retry={list.retry} />;
  if (list.waiting) return <Skeleton active className="hp-pad" paragraph={{ rows: 6 }} />;
  if (list.items.length === 0) return <EmptyState kind="nothing" title={props.empty} text="" />;
  return (
    <>
      {props.children(list.items)}
      {list.more ? (
        <div className="hp-more">
          <Button type="text" loading={list.loadingMore} onClick={list.more}>
            {t("action.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
