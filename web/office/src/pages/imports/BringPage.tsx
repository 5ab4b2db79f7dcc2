import { asProblem, type Problem } from "@shared/api/problem";
import type { ImportJob } from "@shared/api/types";
import { upload } from "@shared/api/upload";
import { reasonText } from "@shared/text/reason";
import { Panel } from "@shared/ui/Page";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { FileUp } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Frame } from "./Frame";
import { fileSize, kMostBytes } from "./file";
import type { Kind } from "./kind";

interface Sending {
  file: File;
  sent: number;
  total: number;
}

type Where = Pick<Kind<never, unknown>, "page" | "uploadPath" | "uploadQuery" | "queryKey">;

/** The file to the server, with as much as is really through; a file that can't be taken is refused before it is sent. */
function useUpload(kind: Where) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const [objection, setObjection] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const send = async (file: File) => {
    setObjection(undefined);
    if (file.size === 0) {
      setObjection(t("imports.upload.empty"));
      return;
    }
    if (file.size > kMostBytes) {
      setObjection(t("imports.upload.tooLarge", { size: fileSize(file.size), limit: fileSize(kMostBytes) }));
      return;
    }
    const controller = new AbortController();
    abort.current = controller;
    setSending({ file, sent: 0, total: file.size });
    try {
      const document = await upload<{ import: ImportJob }>(kind.uploadPath, file, {
        query: { ...kind.uploadQuery, file_name: file.name },
        signal: controller.signal,
        onProgress: (sent, total) => setSending({ file, sent, total }),
      });
      queries.setQueryData([...kind.queryKey, document.import.id], document);
      void queries.invalidateQueries({ queryKey: ["imports", "list"] });
      await navigate(`${kind.page}/${document.import.id}`, { replace: true });
    } catch (error) {
      if (controller.signal.aborted) return;
      const problem: Problem = asProblem(error);
      setObjection(
        problem.status === 413
          ? t("imports.upload.tooLarge", { size: fileSize(file.size), limit: fileSize(kMostBytes) })
          : t("imports.upload.failed", { reason: reasonText(t, problem) }),
      );
    } finally {
      setSending(undefined);
    }
  };
  return { sending, objection, send, cancel: () => abort.current?.abort() };
}

function Drop(props: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) props.onFile(file);
  };
  return (
    <>
      <button
        type="button"
        className={`hp-import-drop${over ? " hp-import-drop-over" : ""}`}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={take}
      >
        <FileUp size={40} strokeWidth={1.3} aria-hidden="true" />
        <strong>{t("imports.upload.drop")}</strong>
        <span>{t("imports.upload.hint", { limit: fileSize(kMostBytes) })}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,text/tab-separated-values"
        aria-label={t("imports.upload.drop")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) props.onFile(file);
        }}
      />
    </>
  );
}

/** The first step: which file, and what it needs to hold. */
export function BringPage(props: { kind: Where; title: string; needs: readonly string[] }) {
  const { t } = useTranslation();
  const { sending, objection, send, cancel } = useUpload(props.kind);
  const through = sending !== undefined && sending.sent >= sending.total;
  return (
    <Frame step="upload" title={props.title}>
      <Panel>
        {objection ? <Alert className="hp-form-note" type="error" showIcon title={objection} /> : null}
        {sending ? (
          <div className="hp-import-sending" aria-live="polite">
            <strong>
              {through
                ? t("imports.upload.reading")
                : t("imports.upload.sending", { name: sending.file.name })}
            </strong>
            <Progress
              percent={Math.floor((sending.sent / Math.max(1, sending.total)) * 100)}
              status="active"
              aria-label={t("imports.upload.sending", { name: sending.file.name })}
            />
            <div>
              <span className="hp-faint hp-num">
                {t("imports.upload.progress", {
                  sent: fileSize(sending.sent),
                  total: fileSize(sending.total),
                })}
              </span>
              <Button size="small" onClick={cancel}>
                {t("imports.upload.cancel")}
              </Button>
            </div>
          </div>
        ) : (
          <Drop onFile={(file) => void send(file)} />
        )}
        <div className="hp-import-need">
          <h2>{t("imports.upload.needTitle")}</h2>
          <ul>
            {props.needs.map((need) => (
              <li key={need}>{need}</li>
            ))}
          </ul>
        </div>
      </Panel>
    </Frame>
  );
}
