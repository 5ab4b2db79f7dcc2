import { newKey } from "@shared/api/client";
import { type DuplicatePair, duplicates } from "@shared/api/duplicates";
import { customers } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import { reasonText, textFor } from "@shared/text/reason";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { TagMarks, useOwnFields, useOwnText } from "@shared/ui/OwnValues";
import { Page, Panel, ScrollX } from "@shared/ui/Page";
import { Blank, Phone, Time } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Radio, Skeleton } from "antd";
import { Merge } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import {
  type Choices,
  type Compared,
  chosenSide,
  compared,
  firstStays,
  kShown,
  otherSide,
  type Side,
  takenFields,
} from "./choice";
import { dismissDuplicate, reopenDuplicate } from "./commands";
import { Evidence } from "./Evidence";
import "./duplicates.css";

const kSides: readonly Side[] = ["customer", "other"];
const kRefresh = ["duplicates", "customers", "customer", "home"];

/** The name of a field and the words of a value. */
function useWords() {
  const { t } = useTranslation();
  const fields = useOwnFields();
  const ownText = useOwnText();
  const ownField = (name: string) => fields.find(({ key }) => name === `own_values.${key}`);
  return {
    label: (name: string) => ownField(name)?.name ?? t(`customers.field.${name}` as "customers.field.name"),
    value: (name: string, value: string | undefined): ReactNode => {
      if (value === undefined) return <Blank />;
      const own = ownField(name);
      if (own) return ownText(own, value) ?? <Blank />;
      if (name === "gender") return t(`customers.gender.${value}` as "customers.gender.other");
      if (name === "phone") return <Phone text={value} />;
      return value;
    },
  };
}

/** What the merge leaves to the record that stays. */
function Shown(props: { customer: DuplicatePair["customer"]; name: (typeof kShown)[number] }) {
  const { t } = useTranslation();
  const { customer, name } = props;
  if (name === "created_at") return <Time at={customer.created_at} exact />;
  const text = customer[name];
  if (!text) return <Blank />;
  return name === "source" ? textFor(t, `customers.sourceName.${text}`, text) : text;
}

function Rows(props: {
  pair: DuplicatePair;
  rows: readonly Compared[];
  stays: Side;
  choices: Choices;
  open: boolean;
  onChoose: (name: string, side: Side) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { pair, rows, stays, choices, open, onChoose } = props;
  return (
    <>
      {rows.map((row) => {
        const kept = chosenSide(row, stays, choices);
        return (
          <tr key={row.name} className={row.differs ? "hp-duplicate-differs" : undefined}>
            <th scope="row">{words.label(row.name)}</th>
            {kSides.map((side) => {
              const value = words.value(row.name, side === "customer" ? row.one : row.other);
              return (
                <td key={side}>
                  {open && row.differs ? (
                    <Radio
                      checked={kept === side}
                      onChange={() => onChoose(row.name, side)}
                      aria-label={t("duplicates.keepFrom", {
                        field: words.label(row.name),
                        name: pair[side].name,
                      })}
                    >
                      {value}
                    </Radio>
                  ) : (
                    value
                  )}
                </td>
              );
            })}
          </tr>
        );
      })}
      {kShown.map((name) => (
        <tr key={name}>
          <th scope="row">{t(`duplicates.shown.${name}`)}</th>
          {kSides.map((side) => (
            <td key={side}>
              <Shown customer={pair[side]} name={name} />
            </td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">{t("customers.field.tag_ids")}</th>
        {kSides.map((side) => (
          <td key={side}>{pair[side].tag_ids?.length ? <TagMarks ids={pair[side].tag_ids} /> : <Blank />}</td>
        ))}
      </tr>
    </>
  );
}

/** The two records beside each other; of each field the value that is kept can be chosen. */
function Comparison(props: {
  pair: DuplicatePair;
  rows: readonly Compared[];
  stays: Side;
  choices: Choices;
  open: boolean;
  onStays: (side: Side) => void;
  onChoose: (name: string, side: Side) => void;
}) {
  const { t } = useTranslation();
  const { pair, stays, open, onStays } = props;
  return (
    <ScrollX label={t("duplicates.compare")}>
      <table className="hp-lines hp-duplicate-table">
        <thead>
          <tr>
            <th>{t("duplicates.column.field")}</th>
            {kSides.map((side) => (
              <th key={side} scope="col">
                <Link to={`/customers/${pair[side].id}`}>{pair[side].name}</Link>
                {open ? (
                  <Radio
                    checked={stays === side}
                    onChange={() => onStays(side)}
                    aria-label={t("duplicates.staysNamed", { name: pair[side].name, id: pair[side].id })}
                  >
                    {t("duplicates.stays")}
                  </Radio>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Rows {...props} />
        </tbody>
      </table>
    </ScrollX>
  );
}

function MergePanel(props: { pair: DuplicatePair; stays: Side; fields: string[]; onMerged: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { pair, stays, fields, onMerged } = props;
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const keeps = pair[stays];
  const merge = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await customers.merge(
        keeps.id,
        { from_customer_id: pair[otherSide(stays)].id, reason: reason.trim(), take_fields: fields },
        { key: key.current },
      );
      void message.success(t("customers.merge.done", { name: keeps.name }));
      onMerged();
    } catch (error) {
      setProblem(asProblem(error));
      key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t("duplicates.merge")} className="hp-duplicate-merge">
      <Alert type="warning" showIcon title={t("customers.merge.text", { name: keeps.name })} />
      <Form layout="vertical" onFinish={() => void merge()}>
        <Form.Item label={t("customers.merge.reason")} htmlFor="hp-duplicate-reason" required>
          <Input
            id="hp-duplicate-reason"
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        {problem ? (
          <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
        ) : null}
        <Button
          type="primary"
          htmlType="submit"
          icon={<Merge size={16} />}
          loading={busy}
          disabled={reason.trim() === ""}
        >
          {t("duplicates.mergeInto", { name: keeps.name })}
        </Button>
      </Form>
    </Panel>
  );
}

function Decision(props: { pair: DuplicatePair }) {
  const { t } = useTranslation();
  const may = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fields = useOwnFields();
  const { pair } = props;
  const [stays, setStays] = useState<Side>(() => firstStays(pair));
  const [choices, setChoices] = useState<Choices>(new Map());
  const rows = compared(pair, fields);
  const open = pair.state === "open" && may("customers.merge");
  const toList = () => void navigate("/duplicates");
  return (
    <Page
      title={t("duplicates.pair", { one: pair.customer.name, other: pair.other.name })}
      sub={
        <span className="hp-duplicate-about">
          <span className="hp-num">{t("duplicates.score", { n: pair.score })}</span>
          <Evidence words={pair.evidence} />
          {pair.state === "open" ? null : <span>{t(`duplicates.state.${pair.state}`)}</span>}
        </span>
      }
      extra={
        <>
          <CommandButton command={bind(dismissDuplicate(toList), pair)} />
          <CommandButton command={bind(reopenDuplicate, pair)} />
        </>
      }
    >
      <Panel title={t("duplicates.compare")} extra={open ? t("duplicates.choose") : undefined}>
        <Comparison
          pair={pair}
          rows={rows}
          stays={stays}
          choices={choices}
          open={open}
          onStays={setStays}
          onChoose={(name, side) => setChoices(new Map(choices).set(name, side))}
        />
      </Panel>
      {open ? (
        <MergePanel
          pair={pair}
          stays={stays}
          fields={takenFields(pair, rows, stays, choices)}
          onMerged={() => {
            for (const first of kRefresh) void queries.invalidateQueries({ queryKey: [first] });
            void navigate(`/customers/${pair[stays].id}`);
          }}
        />
      ) : null}
    </Page>
  );
}

export default function DuplicatePage() {
  const { id = "" } = useParams();
  const query = useQuery({
    queryKey: ["duplicates", "pair", id],
    queryFn: ({ signal }) => duplicates.get(id, signal),
    staleTime: 0,
  });
  if (query.error && !query.data)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Decision key={id} pair={query.data} />;
}
