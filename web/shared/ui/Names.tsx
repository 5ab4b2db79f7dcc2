import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { customers } from "../api/endpoints";
import { useCan } from "./command/CommandProvider";
import { useOrgUnits, useStaff } from "./Lookup";
import { Blank } from "./Values";

/** Ids as people know them. */
export function StoreName(props: { id: string | undefined | null; none?: string }) {
  const unit = useOrgUnits().find((one) => one.id === props.id);
  return props.id ? (unit?.name ?? props.id) : (props.none ?? <Blank />);
}

export function StaffName(props: { id: string | undefined | null }) {
  const { t } = useTranslation();
  const can = useCan()("identity.staff.read");
  const person = useStaff(can).find((one) => one.id === props.id);
  if (!props.id) return <Blank />;
  // A number says nothing to who may not read the names.
  return person?.name ?? (can ? props.id : <span className="hp-faint">{t("names.colleague")}</span>);
}

/** Leads to the customer; each one is asked for once. */
export function CustomerName(props: { id: string | undefined | null; name?: string }) {
  const can = useCan();
  const { id, name } = props;
  const known = id !== undefined && id !== null && !id.startsWith("-");
  const asked = useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => customers.get(id ?? "", signal),
    enabled: known && !name && can("customers.read"),
    staleTime: 5 * 60_000,
  }).data;
  if (!known) return <Blank />;
  return (
    <Link to={`/customers/${id}`} onClick={(event) => event.stopPropagation()}>
      {name ?? asked?.name ?? id}
    </Link>
  );
}
