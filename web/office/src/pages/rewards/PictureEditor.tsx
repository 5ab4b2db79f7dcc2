import { newKey } from "@shared/api/client";
import { rewards } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Gift } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { ImageUp, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { GiftPicture } from "./GiftPicture";
import { base64url, kMostFileBytes, shrunk } from "./picture";

/** The picture of a gift with what can be done about it. It is made small here, before it is sent. */
export function PictureEditor(props: { gift: Gift }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const may = useCan()("rewards.write");
  const { gift } = props;
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ["rewards"] });
      void message.success(done);
    } catch (error) {
      void message.error(reasonText(t, asProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const bytes = file.size > kMostFileBytes ? undefined : await shrunk(file).catch(() => undefined);
    if (!bytes) {
      void message.error(t("rewards.picture.unreadable"));
      return;
    }
    const content = base64url(bytes);
    await act(() => rewards.setPicture(gift.id, content, { key: newKey() }), t("rewards.picture.saved"));
  };
  return (
    <div className="hp-picture-editor">
      <GiftPicture gift={gift} size={112} />
      {may ? (
        <div>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/*"
            aria-label={t("rewards.picture.choose")}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              void choose(file);
            }}
          />
          <Button icon={<ImageUp size={15} />} loading={busy} onClick={() => input.current?.click()}>
            {t(gift.picture_hash ? "rewards.picture.change" : "rewards.picture.choose")}
          </Button>
          {gift.picture_hash ? (
            <Button
              type="text"
              danger
              icon={<Trash2 size={15} />}
              disabled={busy}
              onClick={() =>
                void act(
                  () => rewards.removePicture(gift.id, { key: newKey() }),
                  t("rewards.picture.removed"),
                )
              }
            >
              {t("action.remove")}
            </Button>
          ) : null}
          <small className="hp-faint">{t("rewards.picture.hint")}</small>
        </div>
      ) : null}
    </div>
  );
}
