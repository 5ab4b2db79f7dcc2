import { peopleImports } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { PeopleDocument, PeoplePreview } from "@shared/api/types";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { bind } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Frame, type Step } from "../Frame";
import { fileSize } from "../mapping";
import { ImportStatus } from "../States";
import { dropPeopleImport } from "./commands";
import { PeopleCheckStep } from "./PeopleCheckStep";
import { isEnd, PeopleEndStep, PeopleRunStep } from "./PeopleEnd";
import { PeopleMapStep } from "./PeopleMapStep";

/** The server tells of progress by itself; asking now and then is for when that news does not come through. */
const kAskAgainMs = 2_000;

function usePeopleImport(id: string) {
  return useQuery({
    queryKey: ["imports", "people", id],
    queryFn: ({ signal }) => peopleImports.get(id, signal),
    staleTime: 0,
    refetchInterval: (query) => {
      const state = query.state.data?.import.state;
      return state === "running" || state === "undoing" ? kAskAgainMs : false;
    },
  });
}

/** What the check found is not kept by the server: after a reload it reads the file again by the mapping it kept. */
function usePreview(document: PeopleDocument) {
  const { id, state } = document.import;
  const queries = useQueryClient();
  const { mapping } = document;
  const query = useQuery({
    queryKey: ["people_import_preview", id],
    queryFn: () => {
      if (!mapping) throw new Error("a checked import has a mapping");
      return peopleImports.check(id, mapping);
    },
    enabled: state === "checked" && mapping !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return {
    preview: query.data,
    problem: query.error,
    keep: (preview: PeoplePreview) => {
      queries.setQueryData(["people_import_preview", id], preview);
      void queries.invalidateQueries({ queryKey: ["imports"] });
    },
  };
}

/** Customers are other ones once an import has ended or was undone. */
function useFollowUp(state: string) {
  const queries = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    const worked = before.current === "running" || before.current === "undoing";
    if (worked && state !== before.current)
      for (const first of ["customers", "home"]) void queries.invalidateQueries({ queryKey: [first] });
    before.current = state;
  }, [state, queries]);
}

function Wizard(props: { document: PeopleDocument }) {
  const { t } = useTranslation();
  const { document } = props;
  const { import: job, same_file_as } = document;
  const { state } = job;
  const { preview, problem, keep } = usePreview(document);
  const [remapping, setRemapping] = useState(false);
  useFollowUp(state);
  const open = state === "uploaded" || state === "checked";
  // Cells were mended and the file is being read again: that is no reason to leave the step.
  const rereading = state === "uploaded" && preview !== undefined && document.fix_count > 0;
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
      title={job.file_name || t("peopleImports.title")}
      sub={
        <span className="hp-import-about">
          <ImportStatus state={state} />
          <span className="hp-num">{job.size_bytes ? fileSize(job.size_bytes) : ""}</span>
          <span>{job.encoding}</span>
        </span>
      }
      extra={<CommandMenu commands={[bind(dropPeopleImport, job)]} size="middle" />}
    >
      {same_file_as && open ? (
        <Alert
          className="hp-form-note"
          type="warning"
          showIcon
          title={t("peopleImports.same")}
          action={<Link to={`/customer-imports/${same_file_as}`}>{t("imports.sameOpen")}</Link>}
        />
      ) : null}
      {mapping ? (
        <PeopleMapStep
          key={job.id}
          document={document}
          onChecked={(found) => {
            setRemapping(false);
            keep(found);
          }}
        />
      ) : open ? (
        preview ? (
          <PeopleCheckStep
            document={document}
            preview={preview}
            onBack={() => setRemapping(true)}
            onChecked={keep}
          />
        ) : (
          <>
            <p className="hp-faint">{t("imports.map.checking")}</p>
            <Skeleton active paragraph={{ rows: 8 }} />
          </>
        )
      ) : isEnd(state) ? (
        <PeopleEndStep job={job} state={state} />
      ) : (
        <PeopleRunStep job={job} />
      )}
    </Frame>
  );
}

export default function PeopleImportPage() {
  const { id = "" } = useParams();
  const query = usePeopleImport(id);
  if (query.error && !query.data)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Wizard key={id} document={query.data} />;
}
