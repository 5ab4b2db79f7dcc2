import { useMe } from "@app/session/session";
import { system } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Home, Sale } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits } from "@shared/ui/Lookup";
import { Page, Panel } from "@shared/ui/Page";
import { Avatar, Money, Phone, Time } from "@shared/ui/Values";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Progress, Skeleton } from "antd";
import { ChevronRight, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { SalesChart, TierBars } from "./HomeCharts";
import "./home.css";

/** Which greeting fits the hour on the chain's clock. */
function partOfDay(hour: number): "morning" | "noon" | "afternoon" | "evening" {
  if (hour < 5) return "evening";
  if (hour < 11) return "morning";
  if (hour < 13) return "noon";
  return hour < 18 ? "afternoon" : "evening";
}

function Figure(props: { label: string; children: ReactNode }) {
  return (
    <div className="hp-tile">
      <span>{props.label}</span>
      <strong className="hp-num">{props.children}</strong>
    </div>
  );
}

function Today(props: { today: Home["today"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { today } = props;
  return (
    <div className="hp-tiles">
      <Figure label={t("home.salesAmount")}>{format.money(today.sales_minor)}</Figure>
      <Figure label={t("home.salesCount")}>{format.integer(today.sales_count)}</Figure>
      <Figure label={t("home.newCustomers")}>{format.integer(today.new_customers)}</Figure>
      <Figure label={t("home.returns")}>{format.integer(today.returns_count)}</Figure>
    </div>
  );
}

const kFirstSteps = [
  { key: "import_sales", permission: "sales.import", link: "/imports" },
  { key: "create_product", permission: "catalogue.write", link: "/products?new=1" },
  { key: "create_customer", permission: "customers.write", link: "/customers?new=1" },
  { key: "check_strategy", permission: "programme.write", link: "/strategies" },
  { key: "create_staff", permission: "identity.staff.write", link: "/staff" },
] as const;

function TaskLink(props: { to: string; text: string; count?: number }) {
  const { t } = useTranslation();
  const { to, text, count = 0 } = props;
  return (
    <li>
      <Link to={to}>
        <span>{text}</span>
        {count > 1 ? <span className="hp-faint hp-num">{t("home.pending", { n: count })}</span> : null}
        <ChevronRight size={15} aria-hidden="true" />
      </Link>
    </li>
  );
}

/** What waits for this person; in a chain without customers and sales, what to begin with. */
function ToDo(props: { items: Home["to_do"]; untouched: boolean }) {
  const { t } = useTranslation();
  const can = useCan();
  const { staff } = useMe();
  const open = props.items.filter((item) => item.count > 0);
  const steps = props.untouched ? kFirstSteps.filter(({ permission }) => can(permission)) : [];
  return (
    <Panel title={steps.length > 0 ? t("home.firstSteps") : t("home.toDo")}>
      {open.length + steps.length === 0 ? (
        <p className="hp-clear">
          <CircleCheck size={17} aria-hidden="true" /> {t("home.nothingToDo")}
        </p>
      ) : (
        <ul className="hp-todo">
          {open.map((item) => (
            <TaskLink
              key={item.key}
              to={item.link}
              text={textFor(t, item.key, item.key)}
              count={item.count}
            />
          ))}
          {steps.map(({ key, link }) => (
            <TaskLink key={key} to={link} text={t(`home.task.${key}`)} />
          ))}
          {steps.length > 0 && !staff.totp_enabled ? (
            <TaskLink to="/account" text={t("home.task.enable_totp")} />
          ) : null}
        </ul>
      )}
    </Panel>
  );
}

function Imports(props: { jobs: Home["running_imports"] }) {
  const { t } = useTranslation();
  if (props.jobs.length === 0) return null;
  return (
    <Panel title={t("home.imports")}>
      <ul className="hp-jobs">
        {props.jobs.map((job) => {
          const total = job.rows_total ?? 0;
          const done = job.rows_done ?? 0;
          return (
            <li key={job.id}>
              <Link to={`/${job.kind === "customers" ? "customer-imports" : "imports"}/${job.id}`}>
                {job.file_name ?? job.id}
              </Link>
              <Progress
                aria-label={job.file_name ?? job.id}
                percent={total > 0 ? Math.floor((done / total) * 100) : 0}
                size="small"
              />
              <span className="hp-faint hp-num">{t("home.importRows", { done, total })}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function NewestCustomers(props: { customers: Home["newest_customers"] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("home.newestCustomers")} extra={<Link to="/customers">{t("home.seeAll")}</Link>} flush>
      {props.customers.length === 0 ? (
        <EmptyState kind="nothing" title={t("home.noCustomers")} text="" compact />
      ) : (
        <ul className="hp-newest">
          {props.customers.map((customer) => (
            <li key={customer.id}>
              <Link to={`/customers/${customer.id}`}>
                <Avatar name={customer.name} />
                <span className="hp-newest-main">
                  {customer.name}
                  <small>
                    <Phone text={customer.phone} />
                  </small>
                </span>
                <span className="hp-faint">
                  <Time at={customer.created_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function NewestSales(props: { sales: readonly Sale[] }) {
  const { t } = useTranslation();
  const units = useOrgUnits();
  return (
    <Panel title={t("home.newestSales")} flush>
      {props.sales.length === 0 ? (
        <EmptyState kind="nothing" title={t("home.noSales")} text="" compact />
      ) : (
        <ul className="hp-newest">
          {props.sales.map((sale) => {
            const inside = (
              <>
                <span className="hp-newest-main">
                  {sale.customer_name || t("home.anonymous")}
                  <small>{units.find((unit) => unit.id === sale.store_id)?.name}</small>
                </span>
                <Money minor={sale.payable_minor} strong />
                <span className="hp-faint">
                  <Time at={sale.sold_at} />
                </span>
              </>
            );
            return (
              <li key={sale.sale_id}>
                {!sale.customer_id.startsWith("-") ? (
                  <Link to={`/customers/${sale.customer_id}`}>{inside}</Link>
                ) : (
                  <span>{inside}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

export default function HomePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { staff, chain } = useMe();
  const query = useQuery({
    queryKey: ["home"],
    queryFn: ({ signal }) => system.home(signal),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
  const home = query.data;
  const now = new Date().toISOString();
  const hour = Number(format.dateTime(now).slice(11, 13));
  const untouched =
    home !== undefined && home.newest_customers.length === 0 && home.newest_sales.length === 0;
  const greeting = t(`home.hello.${partOfDay(hour)}`, { name: staff.name });
  return (
    <Page title={greeting} sub={`${chain.chain_name} · ${format.date(now)}`}>
      {query.error && !home ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
      {home ? (
        <div className="hp-home">
          <Today today={home.today} />
          <div className="hp-home-wide">
            <SalesChart days={home.days} />
          </div>
          <div className="hp-home-side">
            <ToDo items={home.to_do} untouched={untouched} />
            <Imports jobs={home.running_imports} />
            {home.tiers.length > 0 ? <TierBars tiers={home.tiers} /> : null}
          </div>
          <NewestCustomers customers={home.newest_customers} />
          <NewestSales sales={home.newest_sales} />
        </div>
      ) : null}
    </Page>
  );
}
