import { imports } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { ImportDocument, ImportPreview } from "@shared/api/types";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { bind } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { CheckStep } from "./CheckStep";
import { dropImport } from "./commands";
import { Frame, type Step } from "./Frame";
import { MapStep } from "./MapStep";
import { fileSize } from "./mapping";
import { EndStep, RunStep } from "./RunStep";
import { ImportStatus } from "./States";
import { useImport } from "./useImport";

const kDelimiters: Record<string, "comma" | "semicolon" | "tab" | "pipe"> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
};

function About(props: { document: ImportDocument }) {
  const { t } = useTranslation();
  const { import: job } = props.document;
  const delimiter = kDelimiters[job.delimiter ?? ""];
  return (
    <span className="hp-import-about">
      <ImportStatus state={job.state} />
      {[
        job.size_bytes ? fileSize(job.size_bytes) : "",
        job.encoding ?? "",
        delimiter ? `${t("imports.about.delimiter")} ${t(`imports.about.${delimiter}`)}` : "",
      ]
        .filter(Boolean)
        .map((text) => (
          <span key={text} className="hp-num">
            {text}
          </span>
        ))}
    </span>
  );
}

/** What the check found is not kept by the server: after a reload it reads the file again by the mapping it kept. */
function usePreview(document: ImportDocument) {
  const { id, state } = document.import;
  const queries = useQueryClient();
  const { mapping } = document;
  const query = useQuery({
    queryKey: ["import_preview", id],
    queryFn: () => {
      if (!mapping) throw new Error("a checked import has a mapping");
      return imports.check(id, mapping);
    },
    enabled: state === "checked" && mapping !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return {
    preview: query.data,
    problem: query.error,
    keep: (preview: ImportPreview) => {
      queries.setQueryData(["import_preview", id], preview);
      void queries.invalidateQueries({ queryKey: ["imports"] });
    },
  };
}

/** Sales, customers and products are other ones once an import has ended. */
function useFollowUp(state: string) {
  const queries = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "running" && state !== "running")
      for (const first of ["sales", "customers", "products", "home"])
        void queries.invalidateQueries({ queryKey: [first] });
    before.current = state;
  }, [state, queries]);
}

function Wizard(props: { document: ImportDocument }) {
  const { t } = useTranslation();
  const { document } = props;
  const { import: job, same_file_as } = document;
  const { state } = job;
  const { preview, problem, keep } = usePreview(document);
  const [remapping, setRemapping] = useState(false);
  useFollowUp(state);
  const mapping =
    state === "uploaded" ||
    (state === "checked" && (remapping || (!preview && (problem || !document.mapping))));
  const ended = state === "done" || state === "failed" || state === "cancelled";
  const step: Step = mapping ? "map" : state === "checked" ? "check" : "run";
  return (
    <Frame
      step={step}
      finished={state === "done"}
      failed={state === "failed"}
      title={job.file_name || t("imports.title")}
      sub={<About document={document} />}
      extra={<CommandMenu commands={[bind(dropImport, job)]} size="middle" />}
    >
      {same_file_as && !ended && state !== "running" ? (
        <Alert
          className="hp-form-note"
          type="warning"
          showIcon
          title={t("imports.same")}
          action={<Link to={`/imports/${same_file_as}`}>{t("imports.sameOpen")}</Link>}
        />
      ) : null}
      {mapping ? (
        <MapStep
          key={job.id}
          document={document}
          onChecked={(found) => {
            setRemapping(false);
            keep(found);
          }}
        />
      ) : state === "checked" ? (
        preview ? (
          <CheckStep document={document} preview={preview} onBack={() => setRemapping(true)} />
        ) : (
          <>
            <p className="hp-faint">{t("imports.map.checking")}</p>
            <Skeleton active paragraph={{ rows: 8 }} />
          </>
        )
      ) : state === "running" ? (
        <RunStep job={job} />
      ) : state === "undoing" || state === "undone" ? null : ( // of customers only
        <EndStep job={{ ...job, state }} />
      )}
    </Frame>
  );
}

export default function ImportPage() {
  const { id = "" } = useParams();
  const query = useImport(id);
  if (query.error && !query.data)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Wizard key={id} document={query.data} />;
}
