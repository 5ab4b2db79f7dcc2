import { followUps } from "@shared/api/followUps";
import { asProblem } from "@shared/api/problem";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { Field, Sheet } from "@shared/ui/Sheet";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton, Space } from "antd";
import { Copy, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** The address under which one's own calendar can be read: made, seen once, changed, taken back. */
export function FeedSheet(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useCommandHost();
  const { onClose } = props;
  const [address, setAddress] = useState<string>();
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ["calendar_feed"],
    queryFn: ({ signal }) => followUps.feed(signal),
  });
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      await query.refetch();
    } catch (error) {
      host.fail(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const make = async () => {
    const asked = query.data?.exists
      ? await host.confirm({ title: t("followUps.feed.remakeTitle"), text: t("followUps.feed.remakeText") })
      : true;
    if (asked)
      await run(async () => {
        const { path } = await followUps.makeFeed();
        setAddress(new URL(path, window.location.origin).href);
      });
  };
  const revoke = async () => {
    const asked = await host.confirm({
      title: t("followUps.feed.revokeTitle"),
      text: t("followUps.feed.revokeText"),
      danger: true,
    });
    if (asked)
      await run(async () => {
        await followUps.revokeFeed();
        setAddress(undefined);
        host.toast(t("followUps.feed.revoked"));
      });
  };
  const feed = query.data;
  return (
    <Sheet open title={t("followUps.feed.title")} onClose={onClose} width={560}>
      <p>{t("followUps.feed.text")}</p>
      {query.isPending ? <Skeleton active paragraph={{ rows: 1 }} /> : null}
      {address ? (
        <>
          <Field label={t("followUps.feed.address")} htmlFor="hp-feed" hint={t("followUps.feed.once")}>
            <Space.Compact style={{ width: "100%" }}>
              <Input id="hp-feed" readOnly value={address} onFocus={(event) => event.target.select()} />
              <Button
                icon={<Copy size={15} />}
                onClick={() =>
                  void navigator.clipboard
                    ?.writeText(address)
                    .then(() => host.toast(t("action.copied")))
                    .catch(() => undefined)
                }
              >
                {t("action.copy")}
              </Button>
            </Space.Compact>
          </Field>
          <Alert type="warning" showIcon title={t("followUps.feed.warning")} />
        </>
      ) : feed ? (
        <p className="hp-faint">
          {feed.exists && feed.created_at
            ? t("followUps.feed.since", { date: format.dateTime(feed.created_at) })
            : t("followUps.feed.none")}
        </p>
      ) : null}
      <div className="hp-inline">
        <Button
          type={feed?.exists ? "default" : "primary"}
          icon={<RefreshCw size={15} />}
          loading={busy}
          onClick={() => void make()}
        >
          {t(feed?.exists ? "followUps.feed.remake" : "followUps.feed.make")}
        </Button>
        {feed?.exists ? (
          <Button danger icon={<Trash2 size={15} />} disabled={busy} onClick={() => void revoke()}>
            {t("followUps.feed.revoke")}
          </Button>
        ) : null}
      </div>
    </Sheet>
  );
}
