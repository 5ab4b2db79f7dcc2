import { asProblem } from "@shared/api/problem";
import type { ImportJob } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { type End, isEnd } from "./Ends";
import { Frame, type Step } from "./Frame";
import { fileSize } from "./file";
import type { Document, Kind } from "./kind";
import { ImportStatus } from "./States";

/** What a kind puts into the frame. */
export interface Steps<D extends Document, P> {
  kind: Kind<D, P>;
  title: (t: Text) => string;
  /** Said where a file with the same content was brought before. */
  same: (t: Text) => string;
  drop: Command<ImportJob>;
  Map: ComponentType<{ document: D; onChecked: (preview: P) => void }>;
  Check: ComponentType<{
    document: D;
    preview: P;
    onBack: () => void;
    onChecked: (preview: P) => void;
  }>;
  Run: ComponentType<{ job: ImportJob }>;
  End: ComponentType<{ job: ImportJob; state: End }>;
}

/** The server tells of progress by itself; asking now and then is for when that news does not come through. */
const kAskAgainMs = 2_000;
const isWorking = (state: string | undefined) => state === "running" || state === "undoing";

function useImport<D extends Document, P>(kind: Kind<D, P>, id: string) {
  return useQuery({
    queryKey: [...kind.queryKey, id],
    queryFn: ({ signal }) => kind.get(id, signal),
    staleTime: 0,
    refetchInterval: (query) => (isWorking(query.state.data?.import.state) ? kAskAgainMs : false),
  });
}

/** What the check found is not kept by the server: after a reload it reads the file again by the mapping it kept. */
function usePreview<D extends Document, P>(kind: Kind<D, P>, document: D) {
  const { id, state } = document.import;
  const queries = useQueryClient();
  const mapping = document.mapping as D["mapping"];
  const query = useQuery({
    queryKey: [kind.previewKey, id],
    queryFn: () => {
      if (!mapping) throw new Error("a checked import has a mapping");
      return kind.check(id, mapping);
    },
    enabled: state === "checked" && mapping !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return {
    preview: query.data,
    problem: query.error,
    keep: (preview: P) => {
      queries.setQueryData([kind.previewKey, id], preview);
      void queries.invalidateQueries({ queryKey: ["imports"] });
    },
  };
}

/** What the import brought is in other lists once it has ended or was undone. */
function useFollowUp(state: string, changes: readonly string[]) {
  const queries = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (isWorking(before.current) && state !== before.current)
      for (const first of changes) void queries.invalidateQueries({ queryKey: [first] });
    before.current = state;
  }, [state, changes, queries]);
}

const kDelimiters: Record<string, "comma" | "semicolon" | "tab" | "pipe"> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
};

function About(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const { job } = props;
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

function Reading() {
  const { t } = useTranslation();
  return (
    <>
      <p className="hp-faint">{t("imports.map.checking")}</p>
      <Skeleton active paragraph={{ rows: 8 }} />
    </>
  );
}

function Wizard<D extends Document, P>(props: { steps: Steps<D, P>; document: D }) {
  const { t } = useTranslation();
  const { steps, document } = props;
  const { kind, Map: MapStep, Check, Run, End } = steps;
  const { import: job, same_file_as } = document;
  const { state } = job;
  const { preview, problem, keep } = usePreview(kind, document);
  const [remapping, setRemapping] = useState(false);
  useFollowUp(state, kind.changes);
  const open = state === "uploaded" || state === "checked";
  // Cells were mended and the file is being read again: that is no reason to leave the step.
  const rereading = state === "uploaded" && preview !== undefined && (document.fix_count ?? 0) > 0;
  const mapping =
    open &&
    !rereading &&
    (state === "uploaded" || remapping || (!preview && (problem !== null || !document.mapping)));
  const step: Step = mapping ? "map" : open ? "check" : "run";
  return (
    <Frame
      step={step}
      finished={state === "done"}
      failed={state === "failed"}
      title={job.file_name || steps.title(t)}
      sub={<About job={job} />}
      extra={<CommandMenu commands={[bind(steps.drop, job)]} size="middle" />}
    >
      {same_file_as && open ? (
        <Alert
          className="hp-form-note"
          type="warning"
          showIcon
          title={steps.same(t)}
          action={<Link to={`${kind.page}/${same_file_as}`}>{t("imports.sameOpen")}</Link>}
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
      ) : open ? (
        preview ? (
          <Check document={document} preview={preview} onBack={() => setRemapping(true)} onChecked={keep} />
        ) : (
          <Reading />
        )
      ) : isEnd(state) ? (
        <End job={job} state={state} />
      ) : (
        <Run job={job} />
      )}
    </Frame>
  );
}

/** The page of one import, from its columns to what it did. */
export function WizardPage<D extends Document, P>(props: { steps: Steps<D, P> }) {
  const { steps } = props;
  const { id = "" } = useParams();
  const query = useImport(steps.kind, id);
  if (query.error && !query.data)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Wizard key={id} steps={steps} document={query.data} />;
}
