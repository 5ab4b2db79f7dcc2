import type { ImportJob } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type End, Ended, Running } from "../Ends";
import { Figures } from "../Figures";
import { newImport, stopImport } from "./commands";
import { kSales } from "./kind";

function Did(props: { job: ImportJob }) {
  const { t } = useTranslation();
  const { job } = props;
  return (
    <Figures
      figures={[
        [t("imports.result.sales"), job.sales_created],
        [t("imports.result.customers"), job.customers_created],
        [t("imports.result.products"), job.products_created],
        [t("imports.result.rowsOk"), job.rows_ok],
        [t("imports.result.rowsSkipped"), job.rows_skipped],
        [t("imports.result.rowsRefused"), job.rows_refused, true],
      ]}
    />
  );
}

export function RunStep(props: { job: ImportJob }) {
  return (
    <Running job={props.job} stop={stopImport}>
      <Did job={props.job} />
    </Running>
  );
}

export function EndStep(props: { job: ImportJob; state: End }) {
  const { t } = useTranslation();
  const can = useCan();
  const { job, state } = props;
  return (
    <Ended
      job={job}
      state={state}
      errorsPath={kSales.errorsPath(job.id)}
      figures={<Did job={job} />}
      another={newImport}
    >
      {can("sales.read") && job.sales_created ? (
        <Link to="/sales?source=import">{t("imports.result.seeSales")}</Link>
      ) : null}
      {can("customers.read") && job.customers_created ? (
        <Link to="/customers?sort=-created_at">{t("imports.result.seeCustomers")}</Link>
      ) : null}
    </Ended>
  );
}
