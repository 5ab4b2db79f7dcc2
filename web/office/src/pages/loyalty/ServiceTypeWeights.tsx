import { newKey } from "@shared/api/client";
import { all, catalogue, points } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { WeightSuggestions } from "@shared/api/types";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { ScrollX } from "@shared/ui/Page";
import { Blank, Money, Percent } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Skeleton } from "antd";
import { Wand } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { advised, differing, type Suggestion } from "./weights";

function Row(props: { row: Suggestion; chosen: boolean; onChoose: ((chosen: boolean) => void) | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, chosen, onChoose } = props;
  const known = row.lines_count > 0;
  return (
    <tr>
      <td>
        {onChoose && advised(row) ? (
          <Checkbox
            checked={chosen}
            aria-label={t("lab.weighing.choose", { name: row.name })}
            onChange={(event) => onChoose(event.target.checked)}
          />
        ) : null}
      </td>
      <th scope="row">{row.name}</th>
      <td className="hp-right">
        {known ? <Money minor={row.amount_minor} /> : <Blank />}
        {known ? (
          <small className="hp-weighing-lines">
            {t("lab.weighing.lines", { n: format.integer(row.lines_count) })}
          </small>
        ) : null}
      </td>
      <td className="hp-right">{known ? <Money minor={row.cost_minor} /> : <Blank />}</td>
      <td className="hp-right">
        {known ? <Money minor={(row.amount_minor ?? 0) - (row.cost_minor ?? 0)} /> : <Blank />}
      </td>
      <td className="hp-right">
        <Percent ppm={row.weight_ppm} />
      </td>
      <td className="hp-right hp-strong">
        {row.suggested_weight_ppm === undefined ? <Blank /> : <Percent ppm={row.suggested_weight_ppm} />}
      </td>
    </tr>
  );
}

function Suggestions(props: { made: WeightSuggestions; onApplied: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const host = useCommandHost();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { made } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(differing(made.items).map((row) => row.service_type_id)),
  );
  const [busy, setBusy] = useState(false);
  const mayChange = can("catalogue.write");
  const wanted = made.items.filter((row) => advised(row) && chosen.has(row.service_type_id));

  const apply = async () => {
    const n = format.integer(wanted.length);
    const sure = await host.confirm({
      title: t("lab.weighing.applyTitle", { n }),
      text: t("lab.weighing.applyText"),
    });
    if (!sure) return;
    setBusy(true);
    try {
      const types = await all(catalogue.serviceTypes);
      for (const row of wanted) {
        const version = types.find((type) => type.id === row.service_type_id)?.version;
        if (version === undefined) continue;
        const weight = { weight_ppm: row.suggested_weight_ppm };
        await catalogue.updateServiceType(row.service_type_id, weight, { key: newKey(), version });
      }
      void message.success(t("lab.weighing.applied", { n }));
    } catch (error) {
      host.fail(asProblem(error));
    } finally {
      setBusy(false);
      // Those before one that was refused have changed all the same.
      for (const first of ["service_types", "strategies"])
        void queries.invalidateQueries({ queryKey: [first] });
      props.onApplied();
    }
  };

  if (made.items.every((row) => row.lines_count === 0))
    return <p className="hp-faint">{t("lab.weighing.nothing")}</p>;
  return (
    <>
      <p className="hp-faint">{t("lab.weighing.period", { from: made.from_on, to: made.to_on })}</p>
      <ScrollX label={t("lab.weighing.title")}>
        <table className="hp-lines hp-weighing">
          <thead>
            <tr>
              <td />
              <th>{t("catalogue.serviceType")}</th>
              <th className="hp-right">{t("lab.weighing.basis")}</th>
              <th className="hp-right">{t("lab.weighing.cost")}</th>
              <th className="hp-right">{t("lab.weighing.margin")}</th>
              <th className="hp-right">{t("lab.weighing.now")}</th>
              <th className="hp-right" title={t("lab.weighing.why")}>
                {t("lab.weighing.suggested")}
              </th>
            </tr>
          </thead>
          <tbody>
            {made.items.map((row) => (
              <Row
                key={row.service_type_id}
                row={row}
                chosen={chosen.has(row.service_type_id)}
                onChoose={
                  mayChange
                    ? (add) => {
                        const next = new Set(chosen);
                        if (add) next.add(row.service_type_id);
                        else next.delete(row.service_type_id);
                        setChosen(next);
                      }
                    : undefined
                }
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {differing(made.items).length === 0 ? (
        <p className="hp-faint">{t("lab.weighing.same")}</p>
      ) : mayChange ? (
        <Button disabled={wanted.length === 0} loading={busy} onClick={() => void apply()}>
          {t("lab.weighing.apply", { n: format.integer(wanted.length) })}
        </Button>
      ) : null}
    </>
  );
}

/** What real margins say the service types should weigh, with the numbers behind it: all of it margin secrets. */
export function ServiceTypeWeights() {
  const { t } = useTranslation();
  const can = useCan();
  const [asked, setAsked] = useState(false);
  const query = useQuery({
    queryKey: ["strategies", "suggested_weights"],
    queryFn: ({ signal }) => points.suggestedWeights({}, signal),
    enabled: asked,
    staleTime: 0,
  });
  if (!can("finance.margin.read")) return null;
  return (
    <section className="hp-weighing-section" aria-label={t("lab.weighing.title")}>
      <h3 className="hp-form-section">{t("lab.weighing.title")}</h3>
      <p className="hp-faint">{t("lab.weighing.text")}</p>
      {asked ? null : (
        <Button icon={<Wand size={16} />} onClick={() => setAsked(true)}>
          {t("lab.weighing.open")}
        </Button>
      )}
      {asked && query.isPending ? <Skeleton active paragraph={{ rows: 3 }} /> : null}
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
      ) : null}
      {query.data ? (
        <Suggestions key={query.dataUpdatedAt} made={query.data} onApplied={() => void query.refetch()} />
      ) : null}
    </section>
  );
}
